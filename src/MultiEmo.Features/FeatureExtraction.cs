using System.Globalization;
using MultiEmo.Conversations;
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

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
