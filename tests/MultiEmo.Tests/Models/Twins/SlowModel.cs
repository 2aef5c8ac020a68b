using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Models.Twins;

/// <summary>What the twin says of one conversation, a vector per turn.</summary>
public sealed record SlowScores(IReadOnlyDictionary<Modality, double[][]> Fused, double[][] Z, double[][] Logits);

/// <summary>What every turn (T) looks at with every head (H) in one step of a layer: (T, H, T).</summary>
public sealed record SlowAttended(Modality Query, Modality Partner, int Layer, double[][][] Weights);

/// <summary>MultiEMO on one conversation, turn by turn and head by head in plain numbers; an absent turn's features are null.</summary>
public sealed class SlowModel(Architecture architecture, Weights weights)
{
    /// <summary>Every attention of the last run, in the order in which they ran.</summary>
    public List<SlowAttended> Attended { get; } = [];

    /// <summary>The parties of the turns, in the order in which they first speak.</summary>
    public static int[] Speakers(Conversation conversation) =>
        [.. conversation.Turns.Select(turn => conversation.Speakers.ToList().IndexOf(turn.Speaker))];

    /// <summary>One conversation of a dataset.</summary>
    public SlowScores Run(ConversationDataset dataset, int conversation)
    {
        Range own = dataset.FirstRow(conversation)..dataset.FirstRow(conversation + 1);
        var features = Modalities.All.Where(modality => dataset.Features(modality) is not null)
            .ToDictionary(modality => modality, modality => Rows(dataset.Features(modality)!)[own]);
        return Run(features, Speakers(dataset.Corpus.Conversations[conversation]));
    }

    public SlowScores Run(IReadOnlyDictionary<Modality, double[]?[]> features, int[] speakers)
    {
        Attended.Clear();
        var context = features.ToDictionary(pair => pair.Key, pair => Context(pair.Key, [.. pair.Value.Select(u => X(pair.Key, u))], speakers));
        var visible = features.ToDictionary(pair => pair.Key, pair => pair.Value.Select(u => u is not null).ToArray());
        var fused = features.Keys.Order().ToDictionary(modality => modality, modality => Fuse(modality, context, visible));
        double[][] z = [.. speakers.Select((_, t) => weights.Linear("fc", [.. fused.SelectMany(pair => pair.Value[t])]))];
        return new SlowScores(fused, z, [.. z.Select(row => weights.Linear("mlp.linear_2", Weights.Relu(weights.Linear("mlp.linear_1", row))))]);
    }

    private double[] X(Modality modality, double[]? features)
    {
        if (features is not null) return weights.Linear($"{modality.Name()}_fc", features);
        string absent = $"{modality.Name()}_absent";
        return weights.Has(absent) ? weights.Vector(absent) : new double[architecture.Width];
    }

    private double[][] Context(Modality modality, double[][] x, int[] speakers)
    {
        if (modality == Modality.Text && !architecture.TextContext) return x;
        string name = $"{modality.Name()}_dialoguernn.";
        var forward = new SlowDialogueRnn(weights, name + "dialog_rnn_f").Run(x, speakers).Emotion;
        if (!architecture.Bidirectional) return [.. forward.Select(Weights.Relu)];
        var backward = new SlowDialogueRnn(weights, name + "dialog_rnn_r").Run([.. x.Reverse()], [.. speakers.Reverse()]).Emotion;
        backward.Reverse();
        return [.. forward.Zip(backward, (f, b) => Weights.Relu(weights.Linear(name + "linear", [.. f, .. b])))];
    }

    private double[][] Fuse(Modality query, Dictionary<Modality, double[][]> context, Dictionary<Modality, bool[]> visible)
    {
        double[][] f = context[query];
        for (int layer = 0; layer < architecture.Layers && architecture.MultiAttn; layer++)
        {
            string name = $"multiattn.multiattn_{query.Name()}.multiattn_layers.{layer}.";
            int place = 0;
            foreach (var partner in Modalities.All.Where(modality => modality != query))
            {
                place++;
                if (!context.ContainsKey(partner)) continue;
                var attention = new SlowAttention(weights, $"{name}attn_{place}.", architecture.Heads);
                Attended.Add(new(query, partner, layer + 1, attention.Weights(f, context[partner], visible[partner])));
                f = AddNorm($"{name}add_norm_{place}", f, attention.Run(f, context[partner], visible[partner]));
            }
            f = AddNorm($"{name}add_norm_3", f, [.. f.Select(row => Feedforward(name, row))]);
        }
        return f;
    }

    private double[] Feedforward(string name, double[] row) =>
        weights.Linear($"{name}ff.linear_W2", Weights.Relu(weights.Linear($"{name}ff.linear_W1", row)));

    private double[][] AddNorm(string name, double[][] input, double[][] sublayer) =>
        [.. input.Zip(sublayer, (x, y) => weights.Normalise($"{name}.layer_norm", Weights.Plus(x, y)))];

    private static double[]?[] Rows(FeatureMatrix matrix) => [.. matrix.Present.Select((present, row) => present ? Numbers(matrix.Row(row)) : null)];

    private static double[] Numbers(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];
}
