namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Slope of the straight line that fits the power spectrum best.</summary>
/// <remarks>
/// Least squares of P[k] on f[k] over the n bins above 0 Hz, slope = (n sum(f P) - sum(f) sum(P)) / (n sum(f^2) - sum(f)^2), times n - 1:
/// the scale openSMILE's older sets keep. Power per Hz; usually below 0.
/// </remarks>
internal sealed class SpectralSlope
{
    private readonly double count;
    private readonly double frequencies;
    private readonly double denominator;

    /// <summary>Takes the sums over the axis.</summary>
    public SpectralSlope(FrequencyAxis axis)
    {
        var squares = 0.0;
        for (var k = 1; k < axis.Bins; k++)
        {
            frequencies += axis.Hertz[k];
            squares += axis.Hertz[k] * axis.Hertz[k];
        }
        count = axis.Bins - 1;
        denominator = (count * squares) - (frequencies * frequencies);
    }

    /// <summary>The slope of one frame's power spectrum.</summary>
    public float Compute(SpectralSums sums)
    {
        var slope = denominator != 0.0 ? ((count * sums.FrequencyTotal) - (frequencies * sums.Total)) / denominator : 0.0;
        return (float)(slope * (count - 1.0));
    }
}
