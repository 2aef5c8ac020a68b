using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo;

/// <summary>How a new conversation gets the features that a model was trained on.</summary>
public static class FittedExtractors
{
    /// <summary>Makes the features of new conversations, a row per turn in order.</summary>
    /// <param name="entry">What the training corpus says of the feature file.</param>
    /// <param name="folder">Where the fitted files of the entry lie: the features folder of a run or of a corpus.</param>
    /// <param name="conversations">Conversations of a transcript.</param>
    /// <param name="weights">Where weights that do not lie there are looked for first; null: in no such place.</param>
    /// <param name="device">Where networks compute; null: on the processor.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">A fitted file is missing or damaged, or weights are not here.</exception>
    public static ExtractedFeatures Extract(
        FeatureEntry entry, string folder, IReadOnlyList<Conversation> conversations, string? weights = null, Device? device = null,
        CancellationToken stop = default)
    {
        Utterance[] turns = [.. conversations.SelectMany(conversation => conversation.Turns)];
        return entry.Extractor switch
        {
            "tfidf" => OfText(entry, folder, turns),
            RobertaExtractor.Name => OfNetwork(Roberta(entry, folder, weights, device), entry, conversations, stop),
            SmallEncoderExtractor.Name => OfNetwork(SmallEncoder(entry, folder, device), entry, conversations, stop),
            _ => AbsentFeatures.Of(entry, turns.Length),
        };
    }

    private static ExtractedFeatures OfText(FeatureEntry entry, string folder, Utterance[] turns)
    {
        var extractor = TfidfExtractor.Load(folder, entry.Name);
        if (extractor.Width == entry.Width) return new ExtractedFeatures(extractor.Features(turns), null);
        throw new BadInputException($"the fitted TF-IDF gives {extractor.Width} values where '{entry.Name}' has {entry.Width}",
            "extract the text features again and train again", Path.Combine(folder, TfidfExtractor.FileOf(entry.Name)));
    }

    private static RobertaExtractor Roberta(FeatureEntry entry, string folder, string? weights, Device? device) =>
        RobertaExtractor.Load(RobertaWeightSearch.Find(entry, folder, weights), RobertaOptions.Of(entry.Settings), device);

    private static SmallEncoderExtractor SmallEncoder(FeatureEntry entry, string folder, Device? device) =>
        SmallEncoderExtractor.Load(Path.Combine(folder, SmallEncoderExtractor.FileOf(entry.Name)), device);

    private static ExtractedFeatures OfNetwork(
        TextExtractor extractor, FeatureEntry entry, IReadOnlyList<Conversation> conversations, CancellationToken stop)
    {
        using var owned = extractor;
        if (owned.Width == entry.Width) return new ExtractedFeatures(owned.Features(conversations, stop), null);
        throw new BadInputException($"the network gives {owned.Width} values where '{entry.Name}' has {entry.Width}",
            "extract the text features again and train again");
    }
}
