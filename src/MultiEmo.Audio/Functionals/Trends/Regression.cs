namespace MultiEmo.Audio.Functionals.Trends;

/// <summary>Line and parabola that fit the contour best once its values are scaled to 0..1, by their coefficients (highest power first) and mean
/// squared error, and the centroid in time of the magnitudes as a share of the frames (0 to 1).</summary>
/// <remarks>Least squares over t = 0..N-1. Slope and curvature are limited by the contour's range before they are scaled; a constant contour gives
/// 0 for all but the centroid. As openSMILE 3 computes it.</remarks>
/// <param name="unit">Time that slopes refer to.</param>
internal sealed class Regression(TimeUnit unit) : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } =
        ["linregc1", "linregc2", "linregerrQ", "qregc1", "qregc2", "qregc3", "qregerrQ", "centroid"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var sums = RegressionSums.Of(contour.Values, contour.Summary.Mean);
        var powers = new IndexPowers(contour.Frames);
        var constant = new Trend(0, 0, contour.Values[0]);
        var (line, lineError) = Normalise(contour, contour.Frames > 1 ? powers.Line(sums) : constant);
        var (parabola, parabolaError) = Normalise(contour, contour.Frames > 1 ? powers.Parabola(sums) : constant);
        Write(output, line.B, line.C, lineError);
        Write(output[3..], parabola.A, parabola.B, parabola.C, parabolaError);
        Write(output[7..], Centroid(contour.Frames, sums));
    }

    private (Trend Trend, double Error) Normalise(in Contour contour, in Trend trend)
    {
        var (minimum, range) = (contour.Summary.Minimum, contour.Summary.Range);
        var scale = range > 0 ? 1.0 / range : 0.0;
        var rate = unit == TimeUnit.Second ? 1.0 / contour.Period : 1.0;
        var normal = trend.Limited(range > 0 ? range : 1.0).PerTime(rate).Scaled(minimum, scale);
        return (normal, trend.SquaredError(contour.Values, scale));
    }

    private static double Centroid(double frames, in RegressionSums sums) =>
        sums.Magnitude == 0 ? 0 : (float)(sums.FirstMagnitude / sums.Magnitude) / frames;

    private static void Write(Span<float> output, params ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            output[i] = double.IsFinite(values[i]) ? (float)values[i] : 0;
    }
}
