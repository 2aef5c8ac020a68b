namespace MultiEmo.Conversations.Readers;

/// <summary>Reads transcripts of the user's own: JSON and JSON lines, SubRip (<c>.srt</c>) and WebVTT (<c>.vtt</c>).</summary>
public static class Transcripts
{
    private static readonly string[] Extensions = [".jsonl", ".json", ".srt", ".vtt"];

    /// <summary>
    /// The corpus of one file, or of all transcripts in a folder: a conversation for each file, its id the file's name without extension;
    /// lines of JSON that name a <c>conversation</c> belong to that one. None is in a split.
    /// </summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="emotions">The labels in order; null: those found, in alphabetical order, or an empty set when nothing is labelled.</param>
    /// <exception cref="BadInputException">A file cannot be read, or holds no turn.</exception>
    public static Corpus Read(string path, EmotionSet? emotions = null)
    {
        var builder = new CorpusBuilder(Name(path), path);
        foreach (string file in Files(path)) ReadFile(builder, file);
        if (emotions is null && builder.HasLabels) return builder.BuildWithFoundLabels();
        return builder.Build(emotions ?? new EmotionSet("none", []));
    }

    /// <summary>As <see cref="Read"/>, without labels: what a transcript calls its emotions need not be what a model calls them.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <exception cref="BadInputException">A file cannot be read, or holds no turn.</exception>
    public static Corpus ReadUnlabelled(string path)
    {
        var builder = new CorpusBuilder(Name(path), path) { Labelled = false };
        foreach (string file in Files(path)) ReadFile(builder, file);
        return builder.Build(new EmotionSet("none", []));
    }

    /// <summary>Whether a path names a transcript by its extension, or a folder that holds one and is no prepared corpus.</summary>
    public static bool IsTranscript(string path)
    {
        if (!Directory.Exists(path)) return Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());
        return !File.Exists(Path.Combine(path, "corpus.json")) && FolderListing.Files(path, Extensions).Count > 0;
    }

    private static string Name(string path) => Directory.Exists(path)
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
        : Path.GetFileNameWithoutExtension(path);

    private static IReadOnlyList<string> Files(string path)
    {
        if (!Directory.Exists(path)) return [path];
        var files = FolderListing.Files(path, Extensions);
        if (files.Count == 0) throw new BadInputException("the folder holds no transcript", "add .jsonl, .json, .srt or .vtt files", path);
        var twins = files.GroupBy(file => Path.GetFileNameWithoutExtension(file)).FirstOrDefault(group => group.Count() > 1);
        if (twins is null) return files;
        throw new BadInputException($"{string.Join(" and ", twins.Select(Path.GetFileName))} have one name", "rename or remove one of them", path);
    }

    private static void ReadFile(CorpusBuilder builder, string path)
    {
        var file = TextFile.Read(path);
        if (file.Remark is { } remark) builder.Remarks.Add(remark);
        bool any = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" => JsonTranscript.Read(builder, file),
            ".json" => JsonTranscript.ReadWhole(builder, file),
            ".srt" => Subtitles.Read(builder, file, webVtt: false),
            ".vtt" => Subtitles.Read(builder, file, webVtt: true),
            _ => throw new BadInputException("a transcript of an unknown kind", $"give a file that ends in {string.Join(", ", Extensions)}", path),
        };
        if (!any) throw new BadInputException("the transcript holds no turn", "give a transcript in which somebody speaks", path);
    }
}
