using System.Numerics;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Transforms;

/// <summary>How <see cref="TSne"/> works.</summary>
public sealed record TSneOptions
{
    /// <summary>About how many neighbours a point has; no more than a third of the other points.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps with neighbours pulled together more than they are, at the smaller momentum.</summary>
    public int EarlySteps { get; init; } = 250;

    /// <summary>Steps after them.</summary>
    public int Steps { get; init; } = 750;

    /// <summary>How much more neighbours are pulled at first.</summary>
    public double Exaggeration { get; init; } = 12;
}

/// <summary>
/// Points of many dimensions in two, neighbours beside each other: t-SNE of L. van der Maaten and G. Hinton, "Visualizing Data using t-SNE",
/// JMLR 9 (2008), over all pairs (O(N²) time and memory). It begins with the two principal components and draws no random number: the same rows
/// give the same points.
/// </summary>
/// <remarks>Step length and momentum are those of scikit-learn's <c>TSNE(method='exact', init='pca', learning_rate='auto')</c>.</remarks>
public sealed class TSne
{
    /// <summary>The fewest rows that can be laid out.</summary>
    public const int FewestRows = 5;

    private const double Spread = 1e-4, EarlyMomentum = 0.5, Momentum = 0.8, SmallestGain = 0.01, LeastRate = 50;
    private readonly int count;
    private readonly double[][] neighbours;     // (N, N), symmetric, sums to 1: eq. 1 with the mean of both directions

    private TSne(double[][] neighbours) => (this.neighbours, count) = (neighbours, neighbours.Length);

    /// <summary>The points of rows.</summary>
    /// <param name="rows">At least <see cref="FewestRows"/> rows of one length.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <returns>Two arrays of N values: across and up.</returns>
    /// <exception cref="BadInputException">There are too few rows.</exception>
    public static double[][] Fit(double[][] rows, TSneOptions? options = null, CancellationToken stop = default)
    {
        options ??= new TSneOptions();
        if (rows.Length < FewestRows)
            throw new BadInputException($"{rows.Length} points are too few to be laid out by their neighbours", $"take {FewestRows} at least");
        double perplexity = Math.Min(options.Perplexity, (rows.Length - 1) / 3.0);
        var layout = new TSne(TSneNeighbours.Of(rows, perplexity));
        double[][] points = Beginning(rows);
        double rate = Math.Max(rows.Length / options.Exaggeration / 4, LeastRate);
        layout.Descend(points, options.EarlySteps, new(rate, EarlyMomentum, options.Exaggeration), stop);
        layout.Descend(points, options.Steps, new(rate, Momentum, 1), stop);
        return points;
    }

    /// <summary>The Kullback-Leibler divergence of a layout from the neighbours of the rows, in nats; less is better.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="points">Across and up.</param>
    /// <param name="perplexity">As in <see cref="TSneOptions"/>.</param>
    public static double Divergence(double[][] rows, double[][] points, double perplexity)
    {
        double[][] neighbours = TSneNeighbours.Of(rows, Math.Min(perplexity, (rows.Length - 1) / 3.0));
        double total = 0, divergence = 0;
        double Near(int i, int j) => 1 / (1 + Square(points[0][i] - points[0][j]) + Square(points[1][i] - points[1][j]));
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows.Length; j++)
                if (i != j) total += Near(i, j);
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows.Length; j++)
                if (i != j && neighbours[i][j] > 0) divergence += neighbours[i][j] * Math.Log(neighbours[i][j] * total / Near(i, j));
        return divergence;
    }

    // The two principal components, so small that all points are near each other.
    private static double[][] Beginning(double[][] rows)
    {
        double[][] centred = Pca.Centred(rows);
        int components = Math.Min(2, rows[0].Length);
        var pca = Pca.Fit(centred, components);
        float[][] scores = [.. centred.Select(row => pca.Apply([.. row.Select(value => (float)value)]))];
        double deviation = Math.Sqrt(scores.Average(row => Square(row[0])));
        double scale = deviation > 0 ? Spread / deviation : 0;
        return [.. Enumerable.Range(0, 2).Select(axis => scores.Select(row => axis < components ? row[axis] * scale : 0).ToArray())];
    }

    private void Descend(double[][] points, int steps, Phase phase, CancellationToken stop)
    {
        double[][] slope = [new double[count], new double[count]], speed = [new double[count], new double[count]], gain = [Ones(), Ones()];
        for (int step = 0; step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            Slope(points, phase.Exaggeration, slope);
            for (int axis = 0; axis < 2; axis++) Move(points[axis], slope[axis], speed[axis], gain[axis], phase);
        }
    }

    // Eq. 5 of the article, the sum over pairs that attract and the one over those that repel.
    private void Slope(double[][] points, double exaggeration, double[][] slope)
    {
        var forces = new Forces[count];
        Parallel.For(0, count, i => forces[i] = Forces.On(i, points[0], points[1], neighbours[i]));
        double total = forces.Sum(force => force.Near) - count;     // less the 1 that each point is near itself
        for (int i = 0; i < count; i++)
        {
            slope[0][i] = 4 * (exaggeration * forces[i].Attract.X - forces[i].Repel.X / total);
            slope[1][i] = 4 * (exaggeration * forces[i].Attract.Y - forces[i].Repel.Y / total);
        }
    }

    // Steps grow while they go on in one direction and shrink where they turn round (Jacobs' delta-bar-delta).
    private static void Move(double[] values, double[] slope, double[] speed, double[] gain, Phase phase)
    {
        for (int i = 0; i < values.Length; i++)
        {
            gain[i] = speed[i] * slope[i] < 0 ? gain[i] + 0.2 : Math.Max(gain[i] * 0.8, SmallestGain);
            speed[i] = phase.Momentum * speed[i] - phase.Rate * gain[i] * slope[i];
            values[i] += speed[i];
        }
    }

    private double[] Ones() => [.. Enumerable.Repeat(1.0, count)];

    private static double Square(double value) => value * value;

    private readonly record struct Phase(double Rate, double Momentum, double Exaggeration);

    private readonly record struct Point(double X, double Y);

    // What pulls a point and what pushes it, before they are scaled.
    private readonly record struct Forces(Point Attract, Point Repel, double Near)
    {
        public static Forces On(int i, double[] across, double[] up, double[] neighbours)
        {
            Vector<double> x = new(across[i]), y = new(up[i]), one = Vector<double>.One;
            Vector<double> attractX = default, attractY = default, repelX = default, repelY = default, sum = default;
            int j = 0;
            for (; j <= across.Length - Vector<double>.Count; j += Vector<double>.Count)
            {
                Vector<double> dx = x - new Vector<double>(across, j), dy = y - new Vector<double>(up, j), near = one / (one + dx * dx + dy * dy);
                Vector<double> pull = new Vector<double>(neighbours, j) * near, push = near * near;
                (attractX, attractY, repelX, repelY) = (attractX + pull * dx, attractY + pull * dy, repelX + push * dx, repelY + push * dy);
                sum += near;
            }
            double ax = Vector.Sum(attractX), ay = Vector.Sum(attractY), rx = Vector.Sum(repelX), ry = Vector.Sum(repelY), total = Vector.Sum(sum);
            for (; j < across.Length; j++)
            {
                double dx = across[i] - across[j], dy = up[i] - up[j], near = 1 / (1 + dx * dx + dy * dy), pull = neighbours[j] * near;
                (ax, ay, rx, ry, total) = (ax + pull * dx, ay + pull * dy, rx + near * near * dx, ry + near * near * dy, total + near);
            }
            return new(new(ax, ay), new(rx, ry), total);
        }
    }
}
