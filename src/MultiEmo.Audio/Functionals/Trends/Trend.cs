namespace MultiEmo.Audio.Functionals.Trends;

/// <summary>A line or parabola A t^2 + B t + C over the frames t = 0..N-1.</summary>
/// <param name="A">Quadratic coefficient, the contour's unit per time squared; 0 for a line.</param>
/// <param name="B">Linear coefficient, the contour's unit per time.</param>
/// <param name="C">Value at the first frame, in the contour's unit.</param>
internal readonly record struct Trend(double A, double B, double C)
{
    /// <summary>Mean square of what the trend leaves of a contour.</summary>
    /// <param name="values">The contour.</param>
    /// <param name="scale">Factor of all that is left before it is squared.</param>
    public double SquaredError(ReadOnlySpan<float> values, double scale)
    {
        var sum = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            var rest = (values[t] - ((A * t * t) + (B * t) + C)) * scale;
            sum += rest * rest;
        }
        return sum / values.Length;
    }

    /// <summary>Limits the coefficients of t to what a contour of that range may plausibly have: a short contour may leave them
    /// undetermined.</summary>
    public Trend Limited(double range) => this with { A = Soften(A, Math.Sqrt(range / 10.0)), B = Soften(B, range / 10.0) };

    /// <summary>The same trend over time in another unit.</summary>
    /// <param name="rate">Frames per new unit.</param>
    public Trend PerTime(double rate) => this with { A = A * (rate * rate), B = B * rate };

    /// <summary>The same trend of the contour shifted and stretched.</summary>
    /// <param name="minimum">What becomes 0.</param>
    /// <param name="scale">Factor behind the shift.</param>
    public Trend Scaled(double minimum, double scale) => new(A * scale, B * scale, (C - minimum) * scale);

    private static double Soften(double x, double limit) => RatioLimit.Soften((float)x, (float)limit, (float)(limit + 0.01));
}
