namespace MultiEmo.Models.Faces;

/// <summary>A face of a picture.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Probability">How sure the detector is, 0 to 1.</param>
/// <param name="Landmarks">Five points: the eye at the picture's left, the one at its right, nose, the mouth's left and right corner.</param>
public sealed record Face(FaceBox Box, float Probability, IReadOnlyList<FacePoint> Landmarks);

/// <summary>A box in a picture, in pixels from its upper left corner; it may reach beyond the picture.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
public readonly record struct FaceBox(float Left, float Top, float Right, float Bottom);

/// <summary>A point of a picture, in pixels from its upper left corner.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public readonly record struct FacePoint(float X, float Y);
