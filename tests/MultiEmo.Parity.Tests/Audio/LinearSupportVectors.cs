namespace MultiEmo.Parity.Tests.Audio;

/// <summary>
/// Linear support vector machines, one against the rest: squared hinge, L2, the intercept penalised like a weight, classes balanced, inputs
/// standardised.
/// Solved in the dual, coordinate by coordinate (Hsieh and others, ICML 2008), on the matrix of inner products: there are fewer sounds than features.
/// </summary>
public sealed class LinearSupportVectors
{
    private const int MostPasses = 20_000;
    private const double Tolerance = 1e-6;
    private readonly double[] mean;
    private readonly double[] deviation;
    private readonly Dictionary<char, double[]> weights = [];

    private LinearSupportVectors(IReadOnlyList<float[]> vectors)
    {
        int width = vectors[0].Length;
        (mean, deviation) = (new double[width], new double[width]);
        for (int column = 0; column < width; column++)
        {
            mean[column] = vectors.Average(row => (double)row[column]);
            double spread = Math.Sqrt(vectors.Average(row => Math.Pow(row[column] - mean[column], 2)));
            deviation[column] = spread > 10 * Math.Abs(mean[column]) * 1e-16 && spread > 0 ? spread : 1;
        }
    }

    /// <summary>Learns.</summary>
    public static LinearSupportVectors Fit(IReadOnlyList<float[]> vectors, IReadOnlyList<char> classes, double complexity)
    {
        var machine = new LinearSupportVectors(vectors);
        double[][] rows = [.. vectors.Select(machine.Standard)];
        double[][] products = [.. rows.Select(row => rows.Select(other => Dot(row, other)).ToArray())];
        var counts = classes.CountBy(one => one).ToDictionary();
        foreach (char one in counts.Keys)
        {
            // As LIBLINEAR balances: a class weighs by its rarity among all, the rest of the classes as one.
            double rare = complexity * classes.Count / ((double)counts.Count * counts[one]);
            double[] signs = [.. classes.Select(other => other == one ? 1.0 : -1.0)];
            double[] alphas = Dual(products, signs, [.. signs.Select(sign => sign > 0 ? rare : complexity)]);
            machine.weights[one] = Sum(rows, alphas, signs);
        }
        return machine;
    }

    /// <summary>The class whose machine is surest.</summary>
    public char Predict(float[] vector)
    {
        double[] row = Standard(vector);
        return weights.MaxBy(pair => Dot(pair.Value, row)).Key;
    }

    // The last value, 1, carries the intercept.
    private double[] Standard(float[] vector) => [.. vector.Select((value, column) => (value - mean[column]) / deviation[column]), 1];

    private static double[] Dual(double[][] products, double[] signs, double[] costs)
    {
        var alphas = new double[signs.Length];
        var scores = new double[signs.Length];
        for (int pass = 0; pass < MostPasses; pass++)
        {
            double farthest = 0;
            for (int i = 0; i < alphas.Length; i++)
            {
                double slack = 1 / (2 * costs[i]);
                double gradient = (signs[i] * scores[i]) - 1 + (slack * alphas[i]);
                double next = Math.Max(alphas[i] - (gradient / (products[i][i] + slack)), 0);
                double change = next - alphas[i];
                if (change == 0) continue;
                farthest = Math.Max(farthest, Math.Abs(change) / Math.Max(1e-12, next + alphas[i]));
                alphas[i] = next;
                for (int j = 0; j < scores.Length; j++) scores[j] += change * signs[i] * products[i][j];
            }
            if (farthest < Tolerance) break;
        }
        return alphas;
    }

    private static double[] Sum(double[][] rows, double[] alphas, double[] signs)
    {
        var sum = new double[rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
            for (int column = 0; column < sum.Length && alphas[i] > 0; column++) sum[column] += alphas[i] * signs[i] * rows[i][column];
        return sum;
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
