namespace MultiEmo.Models.Losses;

/// <summary>Cross-entropy (eq. 21), the mean over the turns, and its gradient; with class weights and label smoothing as libtorch has them.</summary>
internal static class EntropyRows
{
    /// <summary>The loss.</summary>
    /// <param name="logits">(N, C) and their gradient.</param>
    /// <param name="labels">(N), each in 0 .. C-1.</param>
    /// <param name="weights">(C); null: all 1.</param>
    /// <param name="smoothing">The share of each label that goes to all classes alike.</param>
    /// <param name="factor">By which the gradient is multiplied before it is added.</param>
    public static double Value(Learned logits, int[] labels, double[]? weights, double smoothing, double factor)
    {
        int classes = logits.Value.Columns;
        double Weight(int label) => weights is null ? 1 : weights[label];
        double all = labels.Sum(Weight), value = 0;
        double[] share = [.. Enumerable.Range(0, classes).Select(label => smoothing / classes * Weight(label))];
        double shares = share.Sum();
        var probabilities = new double[classes];
        for (int row = 0; row < labels.Length; row++)
        {
            var scores = logits.Value.Row(row);
            double log = Softmax(scores, probabilities), own = (1 - smoothing) * Weight(labels[row]);
            value += own * (log - scores[labels[row]]);
            for (int label = 0; label < classes; label++) value += share[label] * (log - scores[label]);
            if (logits.Gradient.IsNone) continue;
            var gradient = logits.Gradient.Row(row);
            for (int label = 0; label < classes; label++)
            {
                double slope = ((own + shares) * probabilities[label]) - share[label] - (label == labels[row] ? own : 0);
                gradient[label] += (float)(factor * slope / all);
            }
        }
        return value / all;
    }

    // The logarithm of the sum of exponentials.
    private static double Softmax(ReadOnlySpan<float> scores, double[] probabilities)
    {
        double most = double.NegativeInfinity, sum = 0;
        foreach (float score in scores) most = Math.Max(most, score);
        for (int i = 0; i < scores.Length; i++) sum += probabilities[i] = Math.Exp(scores[i] - most);
        for (int i = 0; i < scores.Length; i++) probabilities[i] /= sum;
        return most + Math.Log(sum);
    }
}
