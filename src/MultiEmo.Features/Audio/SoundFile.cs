namespace MultiEmo.Features.Audio;

/// <summary>A sound to extract features from.</summary>
/// <param name="Name">How results name it.</param>
/// <param name="Path">Where it lies.</param>
public sealed record SoundFile(string Name, string Path)
{
    /// <summary>The ending of the files that are read.</summary>
    public const string Ending = ".wav";

    /// <summary>Where the sound begins in the file, in seconds; null is its beginning.</summary>
    public double? Start { get; init; }

    /// <summary>Where the sound ends in the file, in seconds; null is its end.</summary>
    public double? End { get; init; }
}
