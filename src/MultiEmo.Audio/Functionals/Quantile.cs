namespace MultiEmo.Audio.Functionals;

/// <summary>The value below which a share of the sorted values lies, linear between its two neighbours at p (N - 1).</summary>
internal static class Quantile
{
    /// <summary>Reads a quantile.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    /// <param name="share">Share from 0 to 1.</param>
    public static float At(ReadOnlySpan<float> sorted, double share)
    {
        var index = share * (sorted.Length - 1);
        var (below, above) = ((int)Math.Floor(index), (int)Math.Ceiling(index));
        return below == above
            ? sorted[below]
            : (sorted[below] * (float)(above - index)) + (sorted[above] * (float)(index - below));
    }
}
