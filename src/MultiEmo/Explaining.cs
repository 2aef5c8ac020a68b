using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo;

/// <summary>Asks a model about one utterance again and again: as it is, without each modality, and what MultiAttn looks at.</summary>
/// <param name="recognizer">The model.</param>
/// <param name="corpus">One conversation, which runs alone.</param>
/// <param name="features">The features of its turns.</param>
internal sealed class Explaining(Recognizer recognizer, Corpus corpus, IReadOnlyDictionary<Modality, ExtractedFeatures> features)
{
    private readonly Architecture architecture = recognizer.Architecture;
    private readonly Conversation conversation = corpus.Conversations[0];

    /// <summary>Explains one turn.</summary>
    /// <param name="place">Its place, from 0.</param>
    /// <param name="stop">Ends the work early.</param>
    public Explanation Explain(int place, CancellationToken stop)
    {
        bool several = architecture.Modalities.Count > 1;
        var whole = Dataset((_, matrix) => matrix);
        Withheld[] withheld = several ? [.. Enum.GetValues<WithheldFrom>().SelectMany(from => Withhold(place, from, stop))] : [];
        var attention = recognizer.Attention(whole, place);
        return new Explanation(conversation, place, Predict(whole, place, stop), withheld, attention)
        {
            Present = [.. conversation.Turns.Select((_, turn) => Present(turn))],
            HidesAbsent = architecture.Mask,
            NothingWithheld = several ? null : $"The model knows {architecture.Modalities[0].Name()} alone, which cannot be withheld.",
            NoAttention = attention.Count > 0 ? null : WhyNoAttention(),
            Remarks = [.. features.Values.Select(extracted => extracted.Remark).OfType<string>(), .. Remarks(whole)],
        };
    }

    private IEnumerable<Withheld> Withhold(int place, WithheldFrom from, CancellationToken stop)
    {
        foreach (var modality in architecture.Modalities)
        {
            bool Taken(int turn) => from == WithheldFrom.Conversation || turn == place;
            var dataset = Dataset((each, matrix) => each == modality ? matrix.Without(Taken) : matrix);
            bool had = features[modality].Matrix.Present.Index().Any(turn => turn.Item && Taken(turn.Index));
            yield return new Withheld(modality, from, Predict(dataset, place, stop), had);
        }
    }

    private Prediction Predict(ConversationDataset dataset, int place, CancellationToken stop) => recognizer.Predict(dataset, [[0]], stop)[place];

    private ConversationDataset Dataset(Func<Modality, FeatureMatrix, FeatureMatrix> change)
    {
        FeatureMatrix? Of(Modality modality) => features.TryGetValue(modality, out var extracted) ? change(modality, extracted.Matrix) : null;
        return new ConversationDataset(corpus, Of(Modality.Text), Of(Modality.Audio), Of(Modality.Visual));
    }

    private Modality[] Present(int turn) => [.. architecture.Modalities.Where(modality => features[modality].Matrix.Present[turn])];

    private string WhyNoAttention()
    {
        if (architecture.Kind != "multiemo") return $"A model of the kind {architecture.Kind} has no attention: it reads each utterance by itself.";
        return architecture.MultiAttn
            ? $"The model knows {architecture.Modalities[0].Name()} alone, and MultiAttn has no other modality to ask: there is no attention."
            : "The model was trained without MultiAttn (model.multi_attn=false): there is no attention.";
    }

    private IEnumerable<string> Remarks(ConversationDataset whole)
    {
        foreach (string remark in recognizer.Untaught(whole)) yield return remark;
        if (conversation.Split == Split.Train)
            yield return "The conversation is in the training split: a model that learnt from it may know it by heart.";
        if (!architecture.Mask)
            yield return "The model was trained without a mask, and reads the padding of the conversations that run together: here this one runs "
                + "alone, so that its probabilities are others than those of 'predict'.";
        bool several = architecture.Modalities.Count > 1, learns = architecture.Kind == "multiemo" && architecture.Mask;
        if (several && !learns) yield return "What is withheld from this model is zeros, which it takes for features.";
        var untaught = learns ? architecture.Modalities.Except(architecture.Gaps).Select(Modalities.Name).ToArray() : [];
        if (several && untaught.Length > 0)
            yield return $"The model never learnt to do without {string.Join(" or ", untaught)}: what changes without it is less sure than it looks. "
                + "Training with --set training.withhold=0.1 teaches it.";
    }
}
