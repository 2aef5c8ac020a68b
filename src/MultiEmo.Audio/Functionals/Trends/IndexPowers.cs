namespace MultiEmo.Audio.Functionals.Trends;

/// <summary>Sums of the powers of the frame's index, sum(t^k) for t = 0..N-1: the normal equations of a regression on equally spaced
/// frames.</summary>
/// <param name="count">Number N of frames, at least 2.</param>
internal readonly struct IndexPowers(double count)
{
    private readonly double first = count * (count - 1) / 2.0;
    private readonly double second = count * (count - 1) * ((2.0 * count) - 1.0) / 6.0;

    /// <summary>sum(t^3), which is the square of sum(t).</summary>
    private double Third => first * first;

    private double Fourth => second * ((3.0 * (((count - 1) * (count - 1)) + (count - 1))) - 1.0) / 5.0;

    /// <summary>The line of least squared error.</summary>
    public Trend Line(in RegressionSums sums)
    {
        var ratio = first / second;
        var offset = (sums.Zeroth - (sums.First * ratio)) / (count - (first * ratio));
        return new(0, (sums.First - (offset * first)) / second, offset);
    }

    /// <summary>The parabola of least squared error, by Cramer's rule; all 0 for two frames, which do not determine one.</summary>
    public Trend Parabola(in RegressionSums sums)
    {
        var (s1, s2, s3, s4) = (first, second, Third, Fourth);
        var determinant = (s4 * s2 * count) + (2.0 * s3 * s1 * s2) - (s2 * s2 * s2) - (s3 * s3 * count) - (s1 * s1 * s4);
        if (determinant == 0)
            return default;
        var (aa, ab, ac) = ((s2 * count) - (s1 * s1), (s1 * s2) - (s3 * count), (s3 * s1) - (s2 * s2));
        var (bb, bc, cc) = ((s4 * count) - (s2 * s2), (s3 * s2) - (s4 * s1), (s4 * s2) - (s3 * s3));
        return new(
            ((aa * sums.Second) + (ab * sums.First) + (ac * sums.Zeroth)) / determinant,
            ((ab * sums.Second) + (bb * sums.First) + (bc * sums.Zeroth)) / determinant,
            ((ac * sums.Second) + (bc * sums.First) + (cc * sums.Zeroth)) / determinant);
    }
}
