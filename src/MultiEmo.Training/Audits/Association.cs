using MathNet.Numerics;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Whether two properties of turns go together: Pearson's chi-square over the design effect of conversations, 1 + (m - 1) r1 r2, where m is the mean
/// size of a turn's conversation and r1, r2 are the intraclass correlations of the two; and Cramer's V less its bias (Bergsma 2013).
/// </summary>
/// <param name="P">The probability of so much by chance.</param>
/// <param name="V">The strength, 0 .. 1.</param>
internal sealed record Association(double P, double V)
{
    private const double LeastExpected = 5;

    /// <summary>No association: there is nothing to compare.</summary>
    public static Association None { get; } = new(1, 0);

    /// <summary>Measures the association.</summary>
    /// <param name="groups">Of each turn its conversation.</param>
    /// <param name="classes">Of each turn its class, from 0.</param>
    /// <param name="flags">Of each turn the other property.</param>
    public static Association Of(int[] groups, int[] classes, bool[] flags)
    {
        var table = Pooled(classes, flags);
        int n = table.Sum(row => row.Sum()), degrees = table.Count - 1;
        if (degrees < 1) return None;
        double design = DesignEffect(groups, classes, flags), square = Square(table, n);
        double p = SpecialFunctions.GammaUpperRegularized(degrees / 2.0, square / design / 2);
        double excess = Math.Max(0, (square - (design * degrees)) / n);
        return new Association(p, Math.Min(1, Math.Sqrt(excess)));
    }

    // Classes of which too few turns are expected on either side are taken together; if these are still too few, they are left out.
    private static List<int[]> Pooled(int[] classes, bool[] flags)
    {
        double[] share = [flags.Count(flag => !flag) / (double)flags.Length, flags.Count(flag => flag) / (double)flags.Length];
        var rows = classes.Zip(flags).GroupBy(turn => turn.First).OrderBy(group => group.Key)
            .Select(group => new[] { group.Count(turn => !turn.Second), group.Count(turn => turn.Second) }).ToList();
        bool Enough(int[] row) => row.Sum() * share.Min() >= LeastExpected;
        int[] rest = [rows.Where(row => !Enough(row)).Sum(row => row[0]), rows.Where(row => !Enough(row)).Sum(row => row[1])];
        rows.RemoveAll(row => !Enough(row));
        if (Enough(rest)) rows.Add(rest);
        return rows;
    }

    private static double Square(List<int[]> table, int n)
    {
        double[] columns = [table.Sum(row => row[0]), table.Sum(row => row[1])];
        return table.Sum(row => Enumerable.Range(0, 2).Where(column => columns[column] > 0).Sum(column =>
        {
            double expected = row.Sum() * columns[column] / n;
            return (row[column] - expected) * (row[column] - expected) / expected;
        }));
    }

    private static double DesignEffect(int[] groups, int[] classes, bool[] flags)
    {
        double size = groups.GroupBy(group => group).Sum(group => Math.Pow(group.Count(), 2)) / groups.Length;
        var present = classes.GroupBy(label => label);
        double label = present.Sum(one => (double)one.Count() / classes.Length
            * Intraclass(groups, [.. classes.Select(each => each == one.Key ? 1.0 : 0)]));
        return 1 + ((size - 1) * label * Intraclass(groups, [.. flags.Select(flag => flag ? 1.0 : 0)]));
    }

    // The one-way analysis of variance: how much more alike the turns of a conversation are than any turns; 0 where they are not.
    private static double Intraclass(int[] groups, double[] values)
    {
        double[][] parts = [.. groups.Zip(values).GroupBy(turn => turn.First).Select(group => group.Select(turn => turn.Second).ToArray())];
        int n = values.Length, k = parts.Length;
        if (k < 2 || n == k) return 0;
        double mean = values.Average(), size = (n - (parts.Sum(part => (double)part.Length * part.Length) / n)) / (k - 1);
        double between = parts.Sum(part => part.Length * Math.Pow(part.Average() - mean, 2)) / (k - 1);
        double within = parts.Sum(part => part.Sum(value => Math.Pow(value - part.Average(), 2))) / (n - k);
        double all = between + ((size - 1) * within);
        return all <= 0 ? 0 : Math.Clamp((between - within) / all, 0, 1);
    }
}
