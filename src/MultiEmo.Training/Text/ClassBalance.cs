using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>Weights of classes that are rare.</summary>
public static class ClassBalance
{
    /// <summary>The weights of a head's classes: (N / n_c)^balance, divided by their mean over the training utterances of the head.</summary>
    /// <param name="data">The training utterances.</param>
    /// <param name="head">The head.</param>
    /// <param name="balance">The exponent.</param>
    /// <returns>(C); null where all count alike.</returns>
    public static Tensor? Weights(TextData data, int head, double balance)
    {
        double[] counts = new double[data.Heads[head].Count];
        foreach (var example in data.Train.Where(example => example.Head == head)) counts[example.Label]++;
        double total = counts.Sum();
        if (balance == 0 || total == 0) return null;
        double[] raw = [.. counts.Select(count => Math.Pow(total / Math.Max(count, 1), balance))];
        double mean = raw.Zip(counts, (weight, count) => weight * count).Sum() / total;
        return tensor([.. raw.Select(weight => (float)(weight / mean))]).DetachFromDisposeScope();
    }
}
