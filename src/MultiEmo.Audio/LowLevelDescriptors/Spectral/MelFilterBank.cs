namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Power in 26 triangular bands that are equally wide on the mel scale, from 20 Hz to 8000 Hz or, if lower, the Nyquist frequency.</summary>
/// <remarks>
/// Band m rises from the centre of band m - 1 to its own and falls to that of band m + 1; B[m] = sum of w[m, k] P[k]. Davis and
/// Mermelstein, Comparison of parametric representations (IEEE TASSP 28, 1980). Centres and weights are floats and each band is added up in
/// floats bin by bin, as openSMILE 3 computes it.
/// </remarks>
internal sealed class MelFilterBank
{
    /// <summary>Number of bands.</summary>
    public const int Bands = 26;

    private const float LowestFrequency = 20.0f;
    private const float HighestFrequency = 8000.0f;
    private readonly float[] falling;
    private readonly int[] ends;
    private readonly int start;

    /// <summary>Lays the bands over the bins.</summary>
    public MelFilterBank(FrequencyAxis axis)
    {
        var binWidth = (float)axis.BinWidth;
        var nyquist = (float)((axis.Bins - 1) * 2 * axis.BinWidth) / 2.0f;
        var high = MathF.Min(HighestFrequency, nyquist);
        var low = LowestFrequency > nyquist ? 0.0f : LowestFrequency;
        var centres = Centres(low, high);
        var (first, last) = (Bin(low, binWidth, axis.Bins), Bin(high, binWidth, axis.Bins));
        falling = new float[axis.Bins];
        ends = new int[Bands + 1];
        start = Math.Min(first + 1, last);
        SetWeights(centres, binWidth, last);
        CentresInHertz = [.. centres[1..^1].Select(centre => MelScale.ToHertz(centre))];
    }

    /// <summary>Centre of each band in Hz.</summary>
    public double[] CentresInHertz { get; }

    /// <summary>Filters a power spectrum.</summary>
    /// <param name="power">Power of each bin.</param>
    /// <param name="bands">Receives the power of each band.</param>
    public void Compute(ReadOnlySpan<float> power, Span<float> bands)
    {
        var (k, carried) = (start, 0.0f);
        for (var band = -1; band < Bands; band++)
        {
            // Between two centres, what does not fall away from the band below rises into the band above.
            var (below, above) = (carried, 0.0f);
            for (; k < ends[band + 1]; k++)
            {
                var share = power[k] * falling[k];
                below += share;
                above += power[k] - share;
            }
            if (band >= 0)
                bands[band] = below;
            carried = above;
        }
    }

    private void SetWeights(float[] centres, float binWidth, int last)
    {
        var k = start;
        for (var band = -1; band < Bands; band++)
        {
            var (here, next) = (centres[band + 1], centres[band + 2]);
            for (; k < last && Mel(k, binWidth) <= next; k++)
                falling[k] = (next - Mel(k, binWidth)) / (next - here);
            ends[band + 1] = k;
        }
    }

    private static float[] Centres(float low, float high)
    {
        var (first, last) = ((float)MelScale.OfHertz(low), (float)MelScale.OfHertz(high));
        var width = (last - first) / (Bands + 1.0f);
        var centres = new float[Bands + 2];
        for (var m = 0; m < centres.Length; m++)
            centres[m] = first + (m * width);
        return centres;
    }

    private static float Mel(int bin, float binWidth) => (float)MelScale.OfHertz(bin * binWidth);

    private static int Bin(float hertz, float binWidth, int bins) =>
        Math.Clamp((int)Math.Round((double)(hertz / binWidth), MidpointRounding.AwayFromZero), 0, bins);
}
