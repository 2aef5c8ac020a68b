namespace MultiEmo.Features.Extraction;

/// <summary>What is looked for among files of media.</summary>
/// <param name="Name">What a user calls it.</param>
/// <param name="Endings">Endings of the files that may have it, the best first.</param>
public sealed record MediaKind(string Name, IReadOnlyList<string> Endings)
{
    private static readonly string[] Films = [".mp4", ".mkv", ".mov", ".avi", ".mpg", ".mpeg", ".webm", ".m4v", ".wmv", ".flv", ".mts"];

    /// <summary>Something to hear.</summary>
    public static MediaKind Sound { get; } = new("sound",
        [WaveEnding, ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wma", ".aif", ".aiff", ".sph", .. Films]);

    /// <summary>Something to see.</summary>
    public static MediaKind Picture { get; } = new("picture", Films);

    /// <summary>The ending of files that are read without ffmpeg.</summary>
    public const string WaveEnding = ".wav";

    /// <summary>Whether a file is one of those that are read without ffmpeg.</summary>
    public static bool IsWave(string path) => Path.GetExtension(path).Equals(WaveEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is one of the kind, by its ending.</summary>
    public bool Has(string path) => Rank(path) >= 0;

    /// <summary>The place of a file's ending in the list; -1 when it is not there.</summary>
    public int Rank(string path)
    {
        string ending = Path.GetExtension(path);
        for (int place = 0; place < Endings.Count; place++)
            if (ending.Equals(Endings[place], StringComparison.OrdinalIgnoreCase)) return place;
        return -1;
    }
}
