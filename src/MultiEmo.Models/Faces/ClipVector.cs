using MultiEmo.Conversations;

namespace MultiEmo.Models.Faces;

/// <summary>What came of a clip.</summary>
/// <param name="Values">Its vector; null where there is none.</param>
/// <param name="Absence">Why there is none: no face, no pictures, a file that cannot be read; null where there is one.</param>
/// <param name="Remark">What kept some of the frames from being decoded, though the vector is made of others; null where nothing did.</param>
public sealed record ClipVector(float[]? Values, string? Absence = null, string? Remark = null)
{
    /// <summary>Some of the faces that it was made of.</summary>
    public IReadOnlyList<SeenFace> Seen { get; init; } = [];

    /// <summary>What is wrong with the file, where that is why there is no vector; null where it was looked at.</summary>
    public BadInputException? Fault { get; init; }
}
