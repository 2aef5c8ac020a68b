namespace MultiEmo.Audio.Functionals.Trends;

/// <summary>Sums of a contour and of its magnitudes, plain and weighted by the frame's index t = 0..N-1.</summary>
/// <param name="Zeroth">sum(x).</param>
/// <param name="First">sum(t x).</param>
/// <param name="Second">sum(t^2 x).</param>
/// <param name="Magnitude">sum(|x|).</param>
/// <param name="FirstMagnitude">sum(t |x|).</param>
internal readonly record struct RegressionSums(double Zeroth, double First, double Second, double Magnitude, double FirstMagnitude)
{
    /// <summary>Sums over a contour.</summary>
    /// <param name="values">The contour.</param>
    /// <param name="mean">Its mean; the plain sum is N times this rounded value, as openSMILE 3 takes it.</param>
    public static RegressionSums Of(ReadOnlySpan<float> values, double mean)
    {
        var (first, second, magnitude, firstMagnitude) = (0.0, 0.0, 0.0, 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            double x = values[t];
            var weighted = x * t;
            first += weighted;
            second += weighted * t;
            magnitude += Math.Abs(x);
            firstMagnitude += Math.Abs(weighted);
        }
        return new(mean * values.Length, first, second, magnitude, firstMagnitude);
    }
}
