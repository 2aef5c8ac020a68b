namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Spread and shape of the power spectrum around its centroid: variance, skewness, kurtosis.</summary>
/// <remarks>
/// With m_i = sum over k at least 1 of (f[k] - centroid)^i P[k] / total: variance = m_2 in Hz^2, skewness = m_3 / m_2^1.5, kurtosis = m_4 /
/// m_2^2 (3 for a normal shape). All are 0 for a frame without power. Holds the latest frame's moments: not safe for use by two threads at
/// once.
/// </remarks>
/// <param name="axis">The axis of bins.</param>
internal sealed class SpectralMoments(FrequencyAxis axis)
{
    private readonly double[] hertz = axis.Hertz;

    /// <summary>Variance in Hz^2, at least 0.</summary>
    public float Variance { get; private set; }

    /// <summary>Skewness, no unit.</summary>
    public float Skewness { get; private set; }

    /// <summary>Kurtosis, no unit.</summary>
    public float Kurtosis { get; private set; }

    /// <summary>Takes the moments of a power spectrum.</summary>
    /// <param name="power">The power spectrum.</param>
    /// <param name="total">Its power but for the bin at 0 Hz.</param>
    /// <param name="centroid">Its centroid in Hz as rounded to a float: the moments are taken around that number.</param>
    public void Compute(ReadOnlySpan<float> power, double total, float centroid)
    {
        // Bin by bin: the third moment of a symmetric spectrum is nothing but the rounding of this very sum.
        var (second, third) = (0.0, 0.0);
        var fourth = 0.0;
        var hertz = this.hertz.AsSpan(0, power.Length);
        for (var k = 1; k < power.Length; k++)
        {
            var distance = hertz[k] - centroid;
            var term = distance * distance * power[k];
            second += term;
            term *= distance;
            third += term;
            fourth += term * distance;
        }
        var variance = total != 0.0 ? second / total : 0.0;
        Variance = (float)variance;
        Skewness = variance > 0.0 ? (float)(third / (total * variance * Math.Sqrt(variance))) : 0;
        Kurtosis = variance != 0.0 ? (float)(fourth / (total * variance * variance)) : 0;
    }
}
