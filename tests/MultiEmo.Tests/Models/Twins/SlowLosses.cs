namespace MultiEmo.Tests.Models.Twins;

/// <summary>The losses with a loop for every sum of their formulas.</summary>
public static class SlowLosses
{
    /// <summary>SWFC of the released program: unit vectors, weights that sum to 1, the mean over anchors.</summary>
    public static double SwfcReleased(double[][] z, long[] labels, long[] counts, double tau, double gamma, double alpha)
    {
        double[] weights = [.. counts.Select(count => count == 0 ? 0 : Math.Pow((double)counts.Sum() / count, alpha))];
        double[][] unit = [.. z.Select(row => row.Select(value => value / Math.Sqrt(Weights.Dot(row, row))).ToArray())];
        return Anchors(unit, labels, tau, gamma, label => weights[label] / weights.Sum()) / z.Length;
    }

    /// <summary>SWFC of eqs. 18-19: z as it is, (N/n)^alpha of the training utterances, the sum over anchors.</summary>
    public static double SwfcPaper(double[][] z, long[] labels, long[] counts, double tau, double gamma, double alpha) =>
        Anchors(z, labels, tau, gamma, label => counts[label] == 0 ? 0 : Math.Pow((double)counts.Sum() / counts[label], alpha));

    /// <summary>One pair of the released Soft-HGR, with the N x N covariances of samples as variables.</summary>
    public static double PairReleased(double[][] f, double[][] g)
    {
        double n = f.Length, trace = Trace(Covariance(f), Covariance(g));
        return -(f.Zip(g, Weights.Dot).Sum() / n - trace / n / 2) / n;
    }

    /// <summary>One pair of eq. 20, with the D x D covariances of features centred over the batch.</summary>
    public static double PairPaper(double[][] f, double[][] g)
    {
        if (f.Length < 2) return 0;
        double[][] centredF = Centred(f), centredG = Centred(g);
        double trace = Trace(Covariance(Turned(f)), Covariance(Turned(g)));
        return -(centredF.Zip(centredG, Weights.Dot).Sum() / f.Length - trace / 2);
    }

    /// <summary>The sum of - log softmax(logits)[label].</summary>
    public static double CrossEntropy(double[][] logits, long[] labels) =>
        logits.Zip(labels, (row, label) => -Math.Log(Weights.Softmax(row)[label])).Sum();

    private static double Anchors(double[][] z, long[] labels, double tau, double gamma, Func<long, double> weight)
    {
        double total = 0;
        for (int j = 0; j < z.Length; j++)
        {
            int[] others = [.. Enumerable.Range(0, z.Length).Where(other => other != j)];
            int[] positives = [.. others.Where(other => labels[other] == labels[j])];
            double all = others.Sum(other => Math.Exp(Weights.Dot(z[j], z[other]) / tau));
            foreach (int g in positives)
            {
                double s = Math.Exp(Weights.Dot(z[j], z[g]) / tau) / all;
                total -= weight(labels[j]) * Math.Pow(1 - s, gamma) * Math.Log(s) / positives.Length;
            }
        }
        return total;
    }

    /// <summary>The covariance of a matrix' rows, each a variable.</summary>
    private static double[][] Covariance(double[][] variables)
    {
        double[][] centred = [.. variables.Select(row => row.Select(value => value - row.Average()).ToArray())];
        return [.. centred.Select(row => centred.Select(other => Weights.Dot(row, other) / (row.Length - 1)).ToArray())];
    }

    private static double Trace(double[][] a, double[][] b) =>
        Enumerable.Range(0, a.Length).Sum(i => Enumerable.Range(0, a.Length).Sum(k => a[i][k] * b[k][i]));

    private static double[][] Turned(double[][] matrix) =>
        [.. Enumerable.Range(0, matrix[0].Length).Select(d => matrix.Select(row => row[d]).ToArray())];

    private static double[][] Centred(double[][] matrix)
    {
        double[] means = [.. Turned(matrix).Select(column => column.Average())];
        return [.. matrix.Select(row => row.Select((value, d) => value - means[d]).ToArray())];
    }
}
