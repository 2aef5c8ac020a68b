using MultiEmo.Audio;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>Functionals of several sounds beside those of the reference.</summary>
/// <param name="set">Their set.</param>
public sealed class FunctionalTable(AudioSet set)
{
    private const double Tolerance = 1e-3;
    private const double Enough = 0.99;
    private readonly List<float[]> actual = [];
    private readonly List<float[]> expected = [];
    private readonly HashSet<string> unstable = [];

    /// <summary>Leaves functionals out of the comparison.</summary>
    public void Leave(IEnumerable<string> names) => unstable.UnionWith(names);

    /// <summary>Adds a sound.</summary>
    public void Add(float[] values, float[] reference)
    {
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
        actual.Add(values);
        expected.Add(reference);
    }

    /// <summary>Most values lie near the reference, and most columns rise and fall with it.</summary>
    public void Check()
    {
        int[] columns = [.. Enumerable.Range(0, set.FunctionalNames.Count).Where(column => !unstable.Contains(set.FunctionalNames[column]))];
        double near = columns.Average(Near);
        double alike = columns.Average(column => Correlation(column) >= 0.999 ? 1.0 : 0.0);
        string worst = string.Join(", ", columns.OrderBy(Near).Take(8).Select(column => $"{set.FunctionalNames[column]} {Near(column):P0}"));
        Assert.True(near >= Enough, $"{near:P2} of the values are within {Tolerance} of the column's maximum; worst: {worst}");
        Assert.True(alike >= Enough, $"{alike:P2} of {columns.Length} columns correlate with the reference; worst: {worst}");
    }

    private double Near(int column)
    {
        double largest = expected.Max(row => Math.Abs(row[column]));
        return actual.Zip(expected).Average(pair => Math.Abs(pair.First[column] - pair.Second[column]) <= Tolerance * largest ? 1.0 : 0.0);
    }

    private double Correlation(int column)
    {
        double[] x = [.. actual.Select(row => (double)row[column])], y = [.. expected.Select(row => (double)row[column])];
        double meanX = x.Average(), meanY = y.Average();
        double xx = x.Sum(value => (value - meanX) * (value - meanX)), yy = y.Sum(value => (value - meanY) * (value - meanY));
        double xy = x.Zip(y).Sum(pair => (pair.First - meanX) * (pair.Second - meanY));
        // A column that is constant in the reference has no correlation: it must be as constant here.
        return yy == 0 ? Near(column) : xx == 0 ? 0 : xy / Math.Sqrt(xx * yy);
    }
}
