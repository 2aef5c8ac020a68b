using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces;

/// <summary>A frame and the faces that were found in it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Faces">Its faces, perhaps none.</param>
public sealed record FramedFaces(Frame Frame, IReadOnlyList<Face> Faces);
