namespace MultiEmo.Evaluation.Statistics;

/// <summary>
/// Holm's correction of several p values: whoever calls those significant that stay below a level errs anywhere among them with at most that
/// probability, however they depend on each other ("A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6,
/// 1979).
/// </summary>
public static class Holm
{
    /// <summary>The corrected p values, in the order of the given ones.</summary>
    /// <param name="values">p values, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is none.</exception>
    public static IReadOnlyList<double> Correct(IReadOnlyList<double> values)
    {
        if (values.Any(value => value is not (>= 0 and <= 1))) throw new ArgumentOutOfRangeException(nameof(values), "a value is not from 0 to 1");
        var corrected = new double[values.Count];
        double largest = 0;
        int left = values.Count;
        foreach (int i in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
            corrected[i] = largest = Math.Max(largest, Math.Min(1, left-- * values[i]));
        return corrected;
    }
}
