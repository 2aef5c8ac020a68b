namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>How sharp a sound is to the ear: the centroid of its power on the Bark scale, its highest bands weighted up.</summary>
/// <remarks>
/// S = 0.11 sum of z[k] g(z[k]) P[k] / total over k at least 1, with z in Bark, g = 1 up to 16 Bark and ((z - 16) / 4)^log2(3) + 1 above;
/// about acum, 0 for a frame without power. After Zwicker and Fastl, Psychoacoustics, but of power instead of specific loudness, as
/// openSMILE 3 computes it.
/// </remarks>
internal sealed class Sharpness
{
    private const double Scale = 0.11;
    private const double HighBands = 16.0;
    private readonly double[] weights;

    /// <summary>Prepares the weight of each bin.</summary>
    public Sharpness(FrequencyAxis axis)
    {
        weights = new double[axis.Bins];
        for (var k = 1; k < weights.Length; k++)
        {
            var bark = BarkScale.OfHertz(axis.Hertz[k]);
            weights[k] = bark * Weight(bark);
        }
    }

    /// <summary>Sharpness of a power spectrum.</summary>
    /// <param name="power">The power spectrum.</param>
    /// <param name="total">Its power but for the bin at 0 Hz.</param>
    public float Compute(ReadOnlySpan<float> power, double total)
    {
        // openSMILE adds up in floats, in this order; another order would show in the sixth digit.
        var sum = 0.0f;
        var weights = this.weights.AsSpan(0, power.Length);
        for (var k = 1; k < power.Length; k++)
            sum += (float)(weights[k] * power[k]);
        var centre = total != 0.0 ? (float)(sum / total) : 0;
        return (float)(Scale * centre);
    }

    private static double Weight(double bark) => bark <= HighBands ? 1.0 : Math.Pow((bark - HighBands) / 4.0, 1.5849625) + 1.0;
}
