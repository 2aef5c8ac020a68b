using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Runs a model over a dataset.</summary>
public static class Inference
{
    /// <summary>Batches of conversations of like length, longest first, so that little is padded; results come in the same order.</summary>
    /// <param name="dataset">The conversations.</param>
    /// <param name="size">Conversations per batch.</param>
    public static IEnumerable<int[]> ByLength(ConversationDataset dataset, int size) => Enumerable.Range(0, dataset.Count)
        .OrderByDescending(conversation => dataset.Corpus.Conversations[conversation].Turns.Count)
        .ThenBy(conversation => conversation)
        .Chunk(size);

    /// <summary>Batches of conversations in their own order, as a model without mask needs them: its results depend on them.</summary>
    /// <param name="dataset">The conversations.</param>
    /// <param name="size">Conversations per batch.</param>
    public static IEnumerable<int[]> InOrder(ConversationDataset dataset, int size) => Enumerable.Range(0, dataset.Count).Chunk(size);

    /// <summary>The logits of every turn, row-major (turns, C), in the order of the dataset's rows.</summary>
    /// <param name="model">The model; dropout is off while it runs.</param>
    /// <param name="dataset">The conversations and their features.</param>
    /// <param name="batches">Which conversations run together; each occurs once.</param>
    /// <param name="device">Where the model is.</param>
    /// <param name="stop">Ends the run between two batches.</param>
    public static float[] Logits(
        nn.Module<ConversationBatch, Scores> model, ConversationDataset dataset, IEnumerable<int[]> batches, Device device,
        CancellationToken stop = default)
        => Values(model, dataset, batches, scores => scores.Logits, device, stop).Values;

    /// <summary>The fused vectors z (eq. 14) of every turn, in the order of the dataset's rows: N arrays of D values.</summary>
    /// <param name="model">As in <see cref="Logits"/>.</param>
    /// <param name="dataset">As there.</param>
    /// <param name="batches">As there.</param>
    /// <param name="device">As there.</param>
    /// <param name="stop">As there.</param>
    public static float[][] Fused(
        nn.Module<ConversationBatch, Scores> model, ConversationDataset dataset, IEnumerable<int[]> batches, Device device,
        CancellationToken stop = default)
    {
        var rows = Values(model, dataset, batches, scores => scores.Fused, device, stop);
        return [.. rows.Values.Chunk(Math.Max(1, rows.Width))];
    }

    /// <summary>What one turn looks at in MultiAttn: each step of each layer, of the stacks of text, audio and visual in turn.</summary>
    /// <param name="model">The model; dropout is off while it runs, in the plain form over padded turns.</param>
    /// <param name="dataset">The conversations and their features.</param>
    /// <param name="conversation">The conversation, which runs alone.</param>
    /// <param name="turn">The turn's place in it, from 0.</param>
    /// <param name="device">Where the model is.</param>
    /// <returns>Nothing where the model has no MultiAttn, or a single modality, which has no partner to ask.</returns>
    public static IReadOnlyList<AttentionWeights> Attention(
        nn.Module<ConversationBatch, Scores> model, ConversationDataset dataset, int conversation, int turn, Device device)
    {
        if (model is not MultiEmoModel network) return [];
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        bool training = model.training;
        model.eval();
        var log = new AttentionLog(turn);
        network.Plain(new BatchBuilder(dataset).Build([conversation]).To(device, ScalarType.Float32), log);
        model.train(training);
        return log.Kept;
    }

    private static TurnRows Values(
        nn.Module<ConversationBatch, Scores> model, ConversationDataset dataset, IEnumerable<int[]> batches, Func<Scores, Tensor> part,
        Device device, CancellationToken stop)
    {
        using var untracked = no_grad();
        bool training = model.training;
        model.eval();
        var rows = new TurnRows([], 0);
        var builder = new BatchBuilder(dataset);
        int[][] all = [.. batches];
        using var held = all.Length > 1 ? Network.Hold(model) : null;
        foreach (int[] conversations in all)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = builder.Build(conversations).To(device, ScalarType.Float32);
            var values = part(model.call(batch));       // (N, D)
            if (rows.Width == 0) rows = new TurnRows(new float[dataset.Turns * values.shape[1]], (int)values.shape[1]);
            Scatter(values, conversations, dataset, rows);
        }
        model.train(training);
        return rows;
    }

    private static void Scatter(Tensor values, int[] conversations, ConversationDataset dataset, TurnRows rows)
    {
        int from = 0;
        float[] batch = values.cpu().contiguous().data<float>().ToArray();
        foreach (int conversation in conversations)
        {
            int count = dataset.Corpus.Conversations[conversation].Turns.Count * rows.Width;
            Array.Copy(batch, from, rows.Values, dataset.FirstRow(conversation) * rows.Width, count);
            from += count;
        }
    }

    // A row per turn of the dataset.
    private readonly record struct TurnRows(float[] Values, int Width);
}
