namespace MultiEmo.Features.Extraction;

/// <summary>A stretch of a file of sound or film.</summary>
/// <param name="Name">How results name it.</param>
/// <param name="Path">Where the file lies.</param>
public sealed record Clip(string Name, string Path)
{
    /// <summary>Where it begins in the file, in seconds; null is the file's beginning.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends in the file, in seconds; null is the file's end.</summary>
    public double? End { get; init; }
}
