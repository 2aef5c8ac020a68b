using System.Globalization;

namespace MultiEmo.Features.Extraction;

/// <summary>A piece of work of an extraction: it is done once, and what came of it is kept.</summary>
/// <param name="Key">What it is, the same on every machine that works on the corpus; unique among the items.</param>
/// <param name="State">Which state of its source it is about; what was made of another state is made anew.</param>
/// <param name="Source">What the rows are made from.</param>
public sealed record WorkItem<T>(string Key, string State, T Source);

/// <summary>Items of clips.</summary>
public static class ClipItem
{
    /// <summary>The item of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="folder">What its path is told from, so that the folder may lie elsewhere on another machine; null: nothing.</param>
    public static WorkItem<Clip> Of(Clip clip, string? folder = null)
    {
        string path = folder is null ? Path.GetFullPath(clip.Path) : Path.GetRelativePath(folder, clip.Path).Replace('\\', '/');
        string key = string.Create(CultureInfo.InvariantCulture, $"{path}/{clip.Start}/{clip.End}");
        return new WorkItem<Clip>(key, State(clip.Path), clip);
    }

    private static string State(string path)
    {
        var file = new FileInfo(path);
        // A file that went after it was listed: opening it says so.
        if (!file.Exists) return "gone";
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of {file.LastWriteTimeUtc.Ticks}");
    }
}
