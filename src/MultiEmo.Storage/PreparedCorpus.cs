using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>A corpus in a folder of its own: corpus.json, conversations.jsonl and features/.</summary>
public sealed class PreparedCorpus
{
    private readonly PlacedConversations placed;
    private readonly bool complete;
    private List<FeatureEntry> features;

    private PreparedCorpus(string folder, CorpusFile file, PlacedConversations placed, bool complete)
    {
        (Folder, this.placed, this.complete) = (folder, placed, complete);
        features = [.. file.Features.Select(Measured)];
        Corpus = new Corpus(file.Name, file.Emotions, placed.Conversations)
        {
            Note = file.Note,
            Parties = file.Parties,
            Remarks = [.. complete ? file.Remarks : [], .. file.Oddities, .. CorpusFolder.Unlisted(folder, file.Features)],
        };
    }

    /// <summary>The conversations loaded.</summary>
    public Corpus Corpus { get; }

    /// <summary>Its feature files, in the order of corpus.json.</summary>
    public IReadOnlyList<FeatureEntry> Features => features;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Loads everything.</summary>
    /// <exception cref="BadInputException">The folder holds no corpus, or a broken one.</exception>
    public static PreparedCorpus Load(string folder) => Load(folder, _ => true, complete: true);

    /// <summary>
    /// Loads as if the test split did not exist: its conversations are forgotten, its feature rows never reach memory
    /// (but for the hash of the file), the remarks made on all splits are left out.
    /// </summary>
    /// <exception cref="BadInputException">As <see cref="Load(string)"/>, or no conversation is in the training split.</exception>
    public static PreparedCorpus LoadForTraining(string folder)
    {
        var corpus = Load(folder, split => split != Split.Test, complete: false);
        if (corpus.Corpus.Emotions.Count < 2)
            throw new BadInputException("has fewer than two emotions to learn", "list them in 'emotions'", Path.Combine(folder, CorpusFile.FileName));
        if (corpus.Corpus.Of(Split.Train).Count > 0) return corpus;
        string path = Path.Combine(folder, ConversationLines.FileName);
        throw new BadInputException("no conversation is in the split train", "set \"split\": \"train\" for those to learn from", path);
    }

    /// <summary>Loads the conversations of some splits only.</summary>
    /// <exception cref="BadInputException">As <see cref="Load(string)"/>.</exception>
    public static PreparedCorpus LoadSplits(string folder, params Split[] splits)
        => Load(folder, split => split is { } one && splits.Contains(one), complete: false);

    /// <summary>Writes a corpus into a folder; corpus.json comes last, so that a kill leaves no corpus rather than half of one.</summary>
    /// <param name="folder">Where; made if missing.</param>
    /// <param name="corpus">What.</param>
    /// <param name="force">Whether a corpus that is there already, with its features, may be replaced.</param>
    /// <exception cref="BadInputException">The folder holds a corpus (unless forced) or a run, or the corpus breaks a law of corpora.</exception>
    public static PreparedCorpus Create(string folder, Corpus corpus, bool force)
    {
        CorpusCheck.Require(corpus);
        CorpusFolder.Clear(folder, force);
        ConversationLines.Write(folder, corpus);
        CorpusFileWriter.Write(folder, corpus);
        return Load(folder);
    }

    /// <summary>Reads a feature file: the rows of the conversations loaded, in their order.</summary>
    /// <exception cref="BadInputException">There is none of that name, or it does not match the corpus.</exception>
    public FeatureMatrix ReadFeatures(string name)
    {
        var entry = features.FirstOrDefault(entry => entry.Name == name) ?? throw CorpusFolder.NotListed(Folder, name, features);
        return FeatureFile.Read(PathOf(name), entry, placed);
    }

    /// <summary>Writes features/NAME.safetensors, then its entry in corpus.json (in place of one of the same name).</summary>
    /// <exception cref="BadInputException">Rows do not match the turns, a present row holds NaN or infinity, or the disk is full.</exception>
    public void WriteFeatures(FeatureEntry entry, FeatureMatrix matrix)
    {
        if (!complete) throw new InvalidOperationException("Features are written for a whole corpus: use Load.");
        if (!FeatureEntries.IsName(entry.Name))
            throw new BadInputException($"'{entry.Name}' cannot name a feature file", "use letters, digits, - and _");
        if (matrix.Width != entry.Width || matrix.Values.LongLength != (long)matrix.Rows * matrix.Width)
            throw new ArgumentException($"'{entry.Name}' is {entry.Width} wide; its matrix is not", nameof(matrix));
        if (matrix.Rows != placed.TotalRows) throw FeatureFile.OtherRows("values", matrix.Rows, placed.TotalRows, PathOf(entry.Name));
        entry = entry with { Sha256 = FeatureFile.Write(PathOf(entry.Name), matrix, placed.Describe) };
        CorpusFileWriter.Put(Folder, entry);
        Put(entry);
    }

    /// <summary>The path of a file that belongs to a feature, such as features/tfidf.fitted.safetensors.</summary>
    public string FeaturePath(string name, string suffix) => Path.Combine(Folder, CorpusFolder.Features, $"{name}.{suffix.TrimStart('.')}");

    private static PreparedCorpus Load(string folder, Func<Split?, bool> wanted, bool complete)
    {
        var file = CorpusFile.Read(folder);
        var placed = ConversationLines.Read(folder, file.Emotions, wanted);
        SplitSize.Check(file.Splits, placed.Sizes, Path.Combine(folder, ConversationLines.FileName));
        return new PreparedCorpus(folder, file, placed, complete);
    }

    private FeatureEntry Measured(FeatureEntry entry) => entry.Width > 0 ? entry : entry with { Width = FeatureFile.Width(PathOf(entry.Name)) };

    private string PathOf(string name) => FeaturePath(name, CorpusFolder.Suffix);

    // The fitted files that the entry no longer names go with the entry that named them.
    private void Put(FeatureEntry entry)
    {
        int place = features.FindIndex(other => other.Name == entry.Name);
        if (place < 0)
        {
            features = [.. features, entry];
            return;
        }
        foreach (string file in features[place].Files.Except(entry.Files)) AtomicFile.Delete(Path.Combine(Folder, CorpusFolder.Features, file));
        features = [.. features[..place], entry, .. features[(place + 1)..]];
    }
}
