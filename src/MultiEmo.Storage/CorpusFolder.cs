using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What lies in the folder of a prepared corpus.</summary>
internal static class CorpusFolder
{
    public const string Features = "features";
    public const string Suffix = "safetensors";

    /// <summary>Makes room for a corpus.</summary>
    /// <exception cref="BadInputException">A corpus (unless forced) or a run is there.</exception>
    public static void Clear(string folder, bool force)
    {
        if (File.Exists(folder)) throw new BadInputException("is a file where a folder is needed", "choose another folder", folder);
        if (RunFolder.Holds(folder)) throw new BadInputException("holds a run, which a corpus must not mix with", "choose another folder", folder);
        if (!Holds(folder)) return;
        if (!force)
            throw new BadInputException("holds a prepared corpus already", "choose another folder, or --force to replace it", folder);
        AtomicFile.Delete(Path.Combine(folder, CorpusFile.FileName));
        foreach (string name in FeatureNames(folder))
            foreach (string file in Directory.GetFiles(Path.Combine(folder, Features), name + ".*")) AtomicFile.Delete(file);
        AtomicFile.Delete(Path.Combine(folder, ConversationLines.FileName));
    }

    /// <summary>A sentence for each feature file that corpus.json does not list.</summary>
    public static IEnumerable<string> Unlisted(string folder, IReadOnlyList<FeatureEntry> entries) => FeatureNames(folder)
        .Except(entries.Select(entry => entry.Name))
        .Select(name => $"{Features}/{name}.{Suffix} is not used: {HowToList(name)}.");

    /// <summary>The error for a feature that corpus.json does not list.</summary>
    public static BadInputException NotListed(string folder, string name, IReadOnlyList<FeatureEntry> entries)
    {
        bool there = FeatureNames(folder).Contains(name);
        string known = entries.Count == 0
            ? "it has none yet: 'multiemo extract' makes them"
            : Spelling.Suggest(name, entries.Select(entry => entry.Name));
        string remedy = there ? HowToList(name) : known;
        return new BadInputException($"the corpus lists no features '{name}'", remedy, Path.Combine(folder, CorpusFile.FileName));
    }

    /// <summary>Whether the folder holds a prepared corpus, or a part of one.</summary>
    public static bool Holds(string folder)
        => File.Exists(Path.Combine(folder, CorpusFile.FileName))
            || File.Exists(Path.Combine(folder, ConversationLines.FileName))
            || FeatureNames(folder).Any();

    private static string HowToList(string name)
        => $"add {{\"name\": \"{name}\", \"modality\": \"text\"}} (or audio, visual) to \"features\" in {CorpusFile.FileName}";

    // Files beside a feature have a second dot (tfidf.fitted.safetensors), which no feature's name has.
    private static IEnumerable<string> FeatureNames(string folder)
    {
        string features = Path.Combine(folder, Features);
        if (!Directory.Exists(features)) return [];
        return Directory.EnumerateFiles(features, "*." + Suffix)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(FeatureEntries.IsName)
            .Order(StringComparer.Ordinal);
    }
}
