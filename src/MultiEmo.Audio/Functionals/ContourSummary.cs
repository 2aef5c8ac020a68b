namespace MultiEmo.Audio.Functionals;

/// <summary>What nearly every functional asks of a contour; the mean is summed in double precision and then rounded, as openSMILE 3 passes it
/// on.</summary>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Mean">Arithmetic mean.</param>
internal readonly record struct ContourSummary(float Minimum, float Maximum, float Mean)
{
    /// <summary>Greatest less least value.</summary>
    public float Range => Maximum - Minimum;

    /// <summary>Sums up a contour of at least one frame.</summary>
    public static ContourSummary Of(ReadOnlySpan<float> values)
    {
        var (minimum, maximum, sum) = (values[0], values[0], 0.0);
        foreach (var x in values)
        {
            minimum = x < minimum ? x : minimum;
            maximum = x > maximum ? x : maximum;
            sum += x;
        }
        return new(minimum, maximum, (float)(sum / values.Length));
    }
}
