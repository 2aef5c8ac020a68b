namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>A box that may hold a face.</summary>
/// <param name="Box">Where.</param>
/// <param name="Score">The probability that it does.</param>
/// <param name="Shift">How its edges should move, in widths and heights of the box.</param>
internal readonly record struct Candidate(FaceBox Box, float Score, FaceBox Shift);
