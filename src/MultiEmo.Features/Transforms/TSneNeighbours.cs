using System.Numerics.Tensors;

namespace MultiEmo.Features.Transforms;

/// <summary>How much each point is a neighbour of each other, p_ij of t-SNE.</summary>
internal static class TSneNeighbours
{
    private const int Halvings = 100;
    private const double Sharpest = 1e300;
    private const double Close = 1e-5;      // of the logarithm of the perplexity, in nats

    /// <summary>
    /// Gauss kernels around every point, each as wide as gives it the perplexity (eq. 1 of the article and what follows), and the mean of both
    /// directions.
    /// </summary>
    /// <param name="rows">N rows of one length.</param>
    /// <param name="perplexity">About how many neighbours a point has.</param>
    /// <returns>N x N, symmetric, 0 on the diagonal; all sum to 1.</returns>
    public static double[][] Of(double[][] rows, double perplexity)
    {
        int count = rows.Length;
        var conditional = new double[count][];
        Parallel.For(0, count, i => conditional[i] = Around(i, rows, Math.Log(perplexity)));
        var joint = new double[count][];
        Parallel.For(0, count, i => joint[i] = [.. Enumerable.Range(0, count).Select(j => (conditional[i][j] + conditional[j][i]) / (2 * count))]);
        return joint;
    }

    private static double[] Around(int i, double[][] rows, double entropy)
    {
        double[] distances = new double[rows.Length], shares = new double[rows.Length];
        for (int j = 0; j < rows.Length; j++)
        {
            double distance = TensorPrimitives.Distance<double>(rows[i], rows[j]);
            distances[j] = distance * distance;
        }
        double lower = 0, upper = double.PositiveInfinity, precision = 1 / Math.Max(Mean(distances), 1 / Sharpest);
        for (int halving = 0; halving < Halvings; halving++)
        {
            double difference = Entropy(distances, precision, i, shares) - entropy;
            if (Math.Abs(difference) <= Close) break;
            if (difference > 0) lower = precision;
            else upper = precision;
            precision = double.IsInfinity(upper) ? Math.Min(2 * precision, Sharpest) : (lower + upper) / 2;
        }
        return shares;
    }

    // The shares of the other points under a kernel of this precision, and their entropy in nats.
    private static double Entropy(double[] distances, double precision, int own, double[] shares)
    {
        double nearest = double.PositiveInfinity, total = 0, mean = 0;
        for (int j = 0; j < distances.Length; j++)
            if (j != own) nearest = Math.Min(nearest, distances[j]);
        for (int j = 0; j < distances.Length; j++)
        {
            shares[j] = j == own ? 0 : Math.Exp(-precision * (distances[j] - nearest));
            total += shares[j];
        }
        for (int j = 0; j < distances.Length; j++)
        {
            shares[j] /= total;
            mean += shares[j] * (distances[j] - nearest);
        }
        return Math.Log(total) + precision * mean;
    }

    private static double Mean(double[] distances) => TensorPrimitives.Sum<double>(distances) / distances.Length;
}
