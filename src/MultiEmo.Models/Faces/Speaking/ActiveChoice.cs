namespace MultiEmo.Models.Faces.Speaking;

/// <summary>The faces that count in some frames of a video.</summary>
/// <param name="Frames">The frames with a face that counts, in order; of each, those faces.</param>
/// <param name="Note">Why who speaks could not be told, so that all faces count, a clause; null where it could, or there was nothing to tell.</param>
public sealed record ActiveChoice(IReadOnlyList<TimedFaces> Frames, string? Note);

/// <summary>The faces of a frame.</summary>
/// <param name="Time">When it is shown, in seconds from the file's start.</param>
/// <param name="Faces">The faces, perhaps none.</param>
public sealed record TimedFaces(double Time, IReadOnlyList<Face> Faces);
