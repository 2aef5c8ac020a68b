namespace MultiEmo.Evaluation.Calibration;

/// <summary>The utterances whose highest probability lies in one interval.</summary>
/// <param name="Lower">The interval's lower end, not included (but 0 is).</param>
/// <param name="Upper">The interval's upper end, included.</param>
/// <param name="Count">The number of utterances.</param>
/// <param name="Confidence">The mean of their highest probability; 0 when there is none.</param>
/// <param name="Accuracy">The share of them that is right; 0 when there is none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double Confidence, double Accuracy);

/// <summary>Confidence against accuracy over intervals of equal width: what a reliability diagram draws.</summary>
/// <param name="Bins">The intervals in rising order; together they cover 0 to 1.</param>
public sealed record ReliabilityBins(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The gap between confidence and accuracy, averaged over utterances; 0 is perfect (Naeini, Cooper and Hauskrecht, AAAI 2015).</summary>
    public double ExpectedCalibrationError =>
        Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Bins.Sum(bin => bin.Count);

    /// <summary>Sorts utterances into intervals.</summary>
    /// <param name="probabilities">(N, C) row-major, rows sum to 1.</param>
    /// <param name="labels">N true labels.</param>
    /// <param name="count">The number of intervals.</param>
    public static ReliabilityBins Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int count = 15)
    {
        int classes = Shape.Classes(probabilities, labels);
        int[] sizes = new int[count], hits = new int[count];
        var confidences = new double[count];
        for (int n = 0; n < labels.Length; n++)
        {
            int best = Largest(probabilities.Slice(n * classes, classes));
            double confidence = probabilities[n * classes + best];
            int bin = Math.Clamp((int)Math.Ceiling(confidence * count) - 1, 0, count - 1);
            sizes[bin]++;
            confidences[bin] += confidence;
            if (best == labels[n]) hits[bin]++;
        }
        return new([.. Enumerable.Range(0, count).Select(i =>
            new ReliabilityBin((double)i / count, (i + 1.0) / count, sizes[i], Mean(confidences[i], sizes[i]), Mean(hits[i], sizes[i])))]);
    }

    private static double Mean(double sum, int size) => size == 0 ? 0 : sum / size;

    private static int Largest(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int c = 1; c < row.Length; c++)
            if (row[c] > row[best]) best = c;
        return best;
    }
}
