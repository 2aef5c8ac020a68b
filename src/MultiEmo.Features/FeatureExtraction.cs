using System.Globalization;
using System.Security.Cryptography;
using MultiEmo.Conversations;
using MultiEmo.Features.Tables;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>What came of tables, for the user.</summary>
/// <param name="Entry">What corpus.json now says of the feature file.</param>
/// <param name="Table">The vectors and the counts of what was left over.</param>
public sealed record ExtractedTable(FeatureEntry Entry, TableFeatures Table);

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
        string[] training = [.. TrainingTurns(corpus).Select(turn => turn.Text)];
        var extractor = TfidfExtractor.Fit(training, options, progress, stop);
        progress?.Report("vectors of all turns");
        var matrix = FittedExtractors.OfText(extractor, Turns(corpus));
        string file = extractor.Save(FeatureFolder(corpus, name), name);
        var entry = new FeatureEntry(name, Modality.Text, extractor.Width, "the words of the turns", "tfidf", Settings(options ?? new()))
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
    /// <exception cref="BadInputException">As <see cref="TableFeatures.Read"/>, or the training split is empty, or a file cannot be written.</exception>
    public static ExtractedTable ExtractTable(PreparedCorpus corpus, Modality modality, string path, string name, TableOptions? options = null)
    {
        _ = TrainingTurns(corpus);
        var table = TableFeatures.Read(corpus.Corpus, path, options);
        string file = $"{name}.fitted.safetensors";
        table.Fitted.Save(Path.Combine(FeatureFolder(corpus, name), file));
        var entry = new FeatureEntry(name, modality, table.Fitted.Width, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), "table", Settings(table))
        {
            Files = [file],
        };
        corpus.WriteFeatures(entry, table.Matrix);
        return new ExtractedTable(entry, table);
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

    private static Dictionary<string, string> Settings(TfidfExtractorOptions options) => new()
    {
        ["word_grams"] = $"1-{options.Terms.LongestWordGram}",
        ["character_grams"] = $"{options.Terms.ShortestCharacterGram}-{options.Terms.LongestCharacterGram}",
        ["min_document_frequency"] = Number(options.Terms.MinDocumentFrequency),
        ["sublinear_counts"] = options.Terms.SublinearCounts ? "true" : "false",
        ["word_weight"] = Number(options.Terms.WordWeight),
        ["character_weight"] = Number(options.Terms.CharacterWeight),
        ["components"] = Number(options.Reduction.Components),
        ["iterations"] = Number(options.Reduction.Iterations),
        ["seed"] = Number(options.Reduction.Seed),
        ["whitening"] = Number(options.Whitening),
        ["fitted_on"] = Split.Train.Name(),
    };

    private static Dictionary<string, string> Settings(TableFeatures table)
    {
        var settings = new Dictionary<string, string>
        {
            ["columns"] = string.Join(',', table.Fitted.Columns),
            ["indicators"] = string.Join(',', table.Fitted.Indicators.Select(column => table.Fitted.Columns[column])),
            ["clip"] = table.Fitted.Clip is { } clip ? Number(clip) : "none",
            ["absent_turns"] = Number(table.Absent),
            ["ignored_rows"] = Number(table.Ignored),
            ["fitted_on"] = Split.Train.Name(),
        };
        foreach (string file in table.Files) settings[$"sha256:{Path.GetFileName(file)}"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        return settings;
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
