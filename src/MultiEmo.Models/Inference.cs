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
    {
        using var untracked = no_grad();
        bool training = model.training;
        model.eval();
        var logits = new float[dataset.Turns * dataset.Corpus.Emotions.Count];
        var builder = new BatchBuilder(dataset);
        foreach (int[] conversations in batches)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = builder.Build(conversations).To(device, ScalarType.Float32);
            Scatter(model.call(batch).Logits, conversations, dataset, logits);
        }
        model.train(training);
        return logits;
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

    private static void Scatter(Tensor scores, int[] conversations, ConversationDataset dataset, float[] logits)
    {
        int classes = dataset.Corpus.Emotions.Count, from = 0;
        float[] values = scores.cpu().contiguous().data<float>().ToArray();       // (N, C)
        foreach (int conversation in conversations)
        {
            int count = dataset.Corpus.Conversations[conversation].Turns.Count * classes;
            Array.Copy(values, from, logits, dataset.FirstRow(conversation) * classes, count);
            from += count;
        }
    }
}
