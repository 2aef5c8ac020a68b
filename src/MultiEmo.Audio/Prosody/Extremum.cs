namespace MultiEmo.Audio.Prosody;

/// <summary>The highest and the lowest point of a curve through values: of the parabolas through three neighbours, and of both ends.</summary>
internal static class Extremum
{
    /// <summary>The highest.</summary>
    public static double Most(double[] values) => Ends(values).Concat(Tops(values, 1)).Max();

    /// <summary>The lowest.</summary>
    public static double Least(double[] values) => -Ends(values).Select(value => -value).Concat(Tops(values, -1)).Max();

    private static IEnumerable<double> Ends(double[] values) => [values[0], values[^1]];

    private static IEnumerable<double> Tops(double[] values, int sign)
    {
        for (int i = 1; i + 1 < values.Length; i++)
        {
            double before = sign * values[i - 1], at = sign * values[i], after = sign * values[i + 1];
            if (at <= before || at < after) continue;
            double slope = (after - before) / 2, bend = (2 * at) - before - after;
            yield return at + (slope * slope / (2 * bend));
        }
    }
}
