using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Live.Words;

/// <summary>How turns that are nothing but words get the features of one modality that a model was trained on.</summary>
internal sealed class WordFeatures
{
    private readonly Lazy<Func<IReadOnlyList<Utterance>, ExtractedFeatures>> make;

    /// <summary>Opens nothing before it is asked.</summary>
    /// <param name="entry">What the training corpus says of the feature file.</param>
    /// <param name="folder">Where the fitted files of the entry lie.</param>
    public WordFeatures(FeatureEntry entry, string folder) => (Entry, make) = (entry, new(() => Open(entry, folder)));

    /// <summary>What the training corpus says of the feature file.</summary>
    public FeatureEntry Entry { get; }

    /// <summary>The features of turns, absent where they cannot be made of words.</summary>
    /// <exception cref="BadInputException">They need a network that runs in libtorch alone, or a fitted file is missing or damaged.</exception>
    public ExtractedFeatures Of(IReadOnlyList<Utterance> turns) => make.Value(turns);

    /// <summary>
    /// Reads a word, where that is so slow the first time that the first turn of a chat would wait; what is wrong is told when it is asked.
    /// </summary>
    public void Prepare()
    {
        if (Entry.Extractor != SmallEncoderSettings.Extractor) return;
        try
        {
            _ = Of([new Utterance(0, "", "word")]);
        }
        catch (BadInputException)
        {
            return;
        }
    }

    private static Func<IReadOnlyList<Utterance>, ExtractedFeatures> Open(FeatureEntry entry, string folder)
    {
        switch (entry.Extractor)
        {
            case "tfidf":
                var fitted = TfidfExtractor.Load(folder, entry.Name);
                return Fitting(entry, fitted.Width, fitted.Features, Path.Combine(folder, TfidfExtractor.FileOf(entry.Name)));
            case SmallEncoderSettings.Extractor:
                string path = Path.Combine(folder, SmallEncoderSettings.FileOf(entry.Name));
                var encoder = SmallEncoder.Load(path);
                return Fitting(entry, encoder.Width, encoder.Features, path);
            case "roberta":
                throw new BadInputException($"the text features '{entry.Name}' are made by RoBERTa, which runs in libtorch alone",
                    "use --engine torch (in code: Recognizer), or give vectors that were extracted before;"
                    + " a model of --text encoder or tfidf needs none");
            default:
                return turns => AbsentFeatures.Of(entry, turns.Count);
        }
    }

    private static Func<IReadOnlyList<Utterance>, ExtractedFeatures> Fitting(
        FeatureEntry entry, int width, Func<IReadOnlyList<Utterance>, FeatureMatrix> make, string path) => width == entry.Width
        ? turns => new ExtractedFeatures(make(turns), null)
        : throw new BadInputException($"gives {width} values where '{entry.Name}' has {entry.Width}",
            "extract the text features again and train again", path);
}
