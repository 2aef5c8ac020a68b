using MultiEmo.Conversations;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Tables;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>Makes feature files of a prepared corpus: fitted on its training split, written for all its turns.</summary>
public static class FeatureExtraction
{
    /// <summary>TF-IDF and truncated SVD of the turns' words; writes the features and, beside them, the fitted parts.</summary>
    /// <param name="corpus">A corpus loaded whole.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <param name="options">How; the defaults were chosen on a validation split.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The training split is empty, its texts have no term in common, or a file cannot be written.</exception>
    public static FeatureEntry ExtractText(
        PreparedCorpus corpus,
        string name = "tfidf",
        TfidfExtractorOptions? options = null,
        IProgress<string>? progress = null,
        CancellationToken stop = default)
    {
        CheckName(name);
        string[] training = [.. TrainingTurns(corpus).Select(turn => turn.Text)];
        var extractor = TfidfExtractor.Fit(training, options, progress, stop);
        progress?.Report("vectors of all turns");
        var matrix = extractor.Features(Turns(corpus));
        string file = extractor.Save(FeatureFolder(corpus, name), name);
        var entry = new FeatureEntry(name, Modality.Text, extractor.Width, "the words of the turns", "tfidf", FeatureSettings.Of(options ?? new()))
        {
            Files = [file],
        };
        corpus.WriteFeatures(entry, matrix);
        return entry;
    }

    /// <summary>Numeric columns of tables, standardised; writes the features and, beside them, the training statistics.</summary>
    /// <param name="corpus">A corpus loaded whole.</param>
    /// <param name="modality">The modality that the columns describe.</param>
    /// <param name="path">A CSV or TSV file, or a folder with one per split.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <param name="options">How columns become features.</param>
    /// <exception cref="BadInputException">As <see cref="TableFeatures.Read"/>, or the training split is empty, or a file cannot be written.
    /// </exception>
    public static ExtractedTable ExtractTable(PreparedCorpus corpus, Modality modality, string path, string name, TableOptions? options = null) =>
        WriteTable(corpus, modality, ReadTable(corpus, path, name, options), "table", path, name);

    /// <summary>
    /// Prosody from tables, in the name of the extractor that measures it: a model that is trained on it measures new sounds itself
    /// (<see cref="FittedProsody"/>).
    /// </summary>
    /// <param name="corpus">A corpus loaded whole.</param>
    /// <param name="path">As in <see cref="ExtractTable"/>.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <exception cref="BadInputException">As <see cref="ExtractTable"/>, or the columns of numbers are not the eight of the extractor in its order.
    /// </exception>
    public static ExtractedTable ExtractProsodyTable(PreparedCorpus corpus, string path, string name = "prosody")
    {
        var table = ReadTable(corpus, path, name, null);
        FittedProsody.Require(table.Fitted.Columns, path);
        return WriteTable(corpus, Modality.Audio, table, SoundSet.Prosody.Name, path, name);
    }

    /// <summary>A vector of every turn as a job in parts; writes the features and, beside them, what was fitted and the report.</summary>
    /// <param name="corpus">A corpus loaded whole.</param>
    /// <param name="source">What makes the vectors.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <param name="options">How the work is done.</param>
    /// <param name="stop">Ends the work early; finished items are kept for the next time.</param>
    /// <exception cref="BadInputException">As <see cref="CorpusVectors{T}.Extract"/>.</exception>
    public static ExtractedVectors ExtractVectors<T>(
        PreparedCorpus corpus, VectorSource<T> source, string name, ExtractionOptions options, CancellationToken stop = default)
    {
        CheckName(name);
        _ = TrainingTurns(corpus);
        return new CorpusVectors<T>(corpus, source, name).Extract(options, stop);
    }

    private static TableFeatures ReadTable(PreparedCorpus corpus, string path, string name, TableOptions? options)
    {
        CheckName(name);
        _ = TrainingTurns(corpus);
        return TableFeatures.Read(corpus.Corpus, path, options);
    }

    private static ExtractedTable WriteTable(
        PreparedCorpus corpus, Modality modality, TableFeatures table, string extractor, string path, string name)
    {
        string file = FittedTable.FileOf(name), source = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        table.Fitted.Save(Path.Combine(FeatureFolder(corpus, name), file));
        var entry = new FeatureEntry(name, modality, table.Fitted.Width, source, extractor, FeatureSettings.Of(table))
        {
            Files = [file],
        };
        corpus.WriteFeatures(entry, table.Matrix);
        return new ExtractedTable(entry, table);
    }

    // Before a fitted file of that name is written.
    private static void CheckName(string name)
    {
        if (name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) return;
        throw new BadInputException($"{Spelling.Quoted(name)} cannot name a feature file", "use letters, digits, - and _");
    }

    private static string FeatureFolder(PreparedCorpus corpus, string name) => Path.GetDirectoryName(corpus.FeaturePath(name, "safetensors"))!;

    private static Utterance[] Turns(PreparedCorpus corpus) => [.. corpus.Corpus.Conversations.SelectMany(conversation => conversation.Turns)];

    private static IEnumerable<Utterance> TrainingTurns(PreparedCorpus corpus)
    {
        var training = corpus.Corpus.Of(Split.Train);
        if (training.Count > 0) return training.SelectMany(conversation => conversation.Turns);
        throw new BadInputException("the training split is empty, and features are fitted on nothing else",
            "set \"split\": \"train\" for the conversations to learn from", corpus.Folder);
    }
}
