using MultiEmo.Evaluation;
using MultiEmo.Models;
using MultiEmo.Models.Text;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>How a text network does on the utterances to choose on.</summary>
/// <param name="Loss">Cross-entropy per utterance.</param>
/// <param name="Metrics">Scores of the first head.</param>
public sealed record TextScore(double Loss, Metrics Metrics)
{
    /// <summary>Scores a network; dropout is off while it runs.</summary>
    /// <param name="learner">The network.</param>
    /// <param name="data">The utterances.</param>
    /// <param name="tokens">Tokens that run at a time.</param>
    /// <param name="stop">Ends the run between two batches.</param>
    public static TextScore Of(TextLearner learner, TextData data, int tokens, CancellationToken stop)
    {
        using var untracked = no_grad();
        learner.Network.eval();
        double loss = 0;
        var matrix = new ConfusionMatrix(data.Heads[0].Labels);
        var validation = Enumerable.Range(data.Train.Count, data.Validation.Count);
        foreach (var part in LengthBatches.Of(validation, learner.Lengths, tokens))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = learner.Logits(0, learner.Vectors(part)).to(ScalarType.Float32).cpu();       // (B, C)
            long[] truth = [.. part.Select(example => (long)data.Examples[example].Label)];
            loss += Scalars.Value(nn.functional.cross_entropy(logits, tensor(truth), reduction: nn.Reduction.Sum));
            Count(matrix, truth, logits.argmax(-1));
        }
        learner.Network.train();
        return new TextScore(loss / data.Validation.Count, new Metrics(matrix));
    }

    private static void Count(ConfusionMatrix matrix, long[] truth, Tensor predicted)
    {
        long[] predictions = predicted.data<long>().ToArray();
        for (int i = 0; i < truth.Length; i++) matrix.Add((int)truth[i], (int)predictions[i]);
    }
}
