using MultiEmo.Evaluation;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>How a model does on conversations that it does not learn from.</summary>
/// <param name="Loss">The total loss, summed over the batches.</param>
/// <param name="Metrics">Of the labelled utterances.</param>
public sealed record ValidationScore(double Loss, Metrics Metrics)
{
    /// <summary>Scores a model.</summary>
    /// <param name="model">The model; dropout is off while it runs.</param>
    /// <param name="data">The conversations.</param>
    /// <param name="loss">The losses.</param>
    /// <param name="size">Conversations per batch, in their own order.</param>
    /// <param name="device">Where the model is.</param>
    /// <param name="stop">Ends the run between two batches.</param>
    /// <exception cref="Conversations.BadInputException">A loss that is not a number; names the conversations.</exception>
    public static ValidationScore Of(
        nn.Module<ConversationBatch, Scores> model, ConversationDataset data, TotalLoss loss, int size, Device device, CancellationToken stop)
    {
        using var untracked = no_grad();
        model.eval();
        using var held = data.Count > size ? Network.Hold(model) : null;
        var builder = new BatchBuilder(data);
        var sums = new LossSums();
        var matrix = new ConfusionMatrix(data.Corpus.Emotions.Labels);
        foreach (int[] conversations in Inference.InOrder(data, size))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = builder.Build(conversations).To(device, ScalarType.Float32);
            var scores = model.call(batch);
            if (loss.Of(scores, batch.Labels) is { } terms && !sums.Add(terms))
                throw Divergence.At("the conversations to choose on", data, conversations);
            Count(matrix, batch.Labels.cpu().data<long>().ToArray(), scores.Logits.argmax(-1).cpu().data<long>().ToArray());
        }
        model.train();
        return new ValidationScore(sums.Total, new Metrics(matrix));
    }

    private static void Count(ConfusionMatrix matrix, long[] truth, long[] prediction)
    {
        for (int n = 0; n < truth.Length; n++)
            if (truth[n] >= 0) matrix.Add((int)truth[n], (int)prediction[n]);
    }
}
