namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>The fifteen descriptors ComParE_2016 takes from the 20 ms spectrum, in its order. Remembers the frame before.</summary>
/// <remarks>
/// Energy of 250..650 and 1000..4000 Hz; roll-off 0.25, 0.5, 0.75, 0.9; flux; centroid; entropy; variance; skewness; kurtosis; slope;
/// sharpness; harmonicity. Not safe for use by two threads at once.
/// </remarks>
/// <param name="axis">The axis of bins.</param>
internal sealed class SpectralDescriptors(FrequencyAxis axis)
{
    /// <summary>Number of descriptors.</summary>
    public const int Count = 15;

    private readonly SpectralSums sums = new(axis);
    private readonly BandEnergy lowBand = new(axis, 250, 650);
    private readonly BandEnergy highBand = new(axis, 1000, 4000);
    private readonly SpectralRollOff[] rollOffs = [new(axis, 0.25), new(axis, 0.50), new(axis, 0.75), new(axis, 0.90)];
    private readonly SpectralFlux flux = SpectralFlux.Above0Hertz(axis);
    private readonly SpectralMoments moments = new(axis);
    private readonly SpectralSlope slope = new(axis);
    private readonly Sharpness sharpness = new(axis);

    /// <summary>Computes all descriptors of the next frame.</summary>
    /// <param name="magnitude">Magnitude of each bin.</param>
    /// <param name="power">Its square.</param>
    /// <param name="descriptors">Receives the fifteen values.</param>
    public void Compute(ReadOnlySpan<float> magnitude, ReadOnlySpan<float> power, Span<float> descriptors)
    {
        sums.Compute(power);
        descriptors[0] = lowBand.Compute(power);
        descriptors[1] = highBand.Compute(power);
        for (var i = 0; i < rollOffs.Length; i++)
            descriptors[2 + i] = rollOffs[i].Compute(sums);
        descriptors[6] = flux.Compute(magnitude);
        ComputeShape(power, descriptors[7..]);
    }

    private void ComputeShape(ReadOnlySpan<float> power, Span<float> shape)
    {
        shape[0] = SpectralCentroid.Of(sums);
        shape[1] = SpectralEntropy.Of(power, sums);
        moments.Compute(power, sums.Total, shape[0]);
        shape[2] = moments.Variance;
        shape[3] = moments.Skewness;
        shape[4] = moments.Kurtosis;
        shape[5] = slope.Compute(sums);
        shape[6] = sharpness.Compute(power, sums.Total);
        shape[7] = Harmonicity.Of(power);
    }
}
