namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>The mean waveform of a frame's periods: what repeats in it is harmonic, what does not is noise.</summary>
/// <remarks>HNR = 20 log10(H / N) in dB, H the RMS of the mean waveform, N that of the periods' deviations from it; two samples at both ends of a
/// period
/// are left aside. After Yumoto and others, Harmonics-to-noise ratio as an index of the degree of hoarseness (JASA 71, 1982).</remarks>
internal sealed class AveragePeriod
{
    private const int Edge = 2;
    private readonly List<int> starts = [];
    private float[] mean = [];
    private int expected;
    private float harmonic;

    /// <summary>Length of the last period that was walked over, in samples; 0 where none was.</summary>
    public int LastLag { get; set; }

    /// <summary>Begins a frame.</summary>
    /// <param name="length">Expected period in samples.</param>
    public void Begin(int length)
    {
        if (mean.Length < length)
            mean = new float[length * 2];
        mean.AsSpan(0, length).Clear();
        starts.Clear();
        (expected, LastLag) = (length, 0);
    }

    /// <summary>Adds the period that begins at a sample.</summary>
    public void Add(int start, ReadOnlySpan<float> wave)
    {
        starts.Add(start);
        for (var n = 0; n < expected; n++)
            mean[n] += wave[start + n];
    }

    /// <summary>Adds the last period, as much of it as there is, and takes the mean.</summary>
    public void End(int start, ReadOnlySpan<float> wave)
    {
        starts.Add(start);
        harmonic = 0;
        // Past the end of the samples the mean stays a sum: so openSMILE leaves it.
        for (var n = 0; n < expected && start + n < wave.Length; n++)
        {
            mean[n] = (mean[n] + wave[start + n]) / starts.Count;
            if (n > Edge && n < expected - Edge)
                harmonic += mean[n] * mean[n];
        }
        if (expected > 2 * Edge)
            harmonic /= expected - (2 * Edge);
    }

    /// <summary>Harmonics-to-noise ratio of the frame in dB, not below the floor; 0 where there is no noise at all.</summary>
    public float LogHnr(ReadOnlySpan<float> wave)
    {
        var noise = Noise(wave);
        if (!(noise > 0))
            return 0;
        var ratio = MathF.Sqrt(harmonic) / noise;
        return ratio > 0 ? Math.Max((float)(20.0 * Math.Log(ratio) / Math.Log(10.0)), VoiceQuality.HnrFloor) : VoiceQuality.HnrFloor;
    }

    private float Noise(ReadOnlySpan<float> wave)
    {
        var (energy, count) = (0f, 0);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = Math.Min(End(i), starts[i] + expected) - Edge;
            for (var (at, n) = (starts[i] + Edge, Edge); at < end; at++, n++)
            {
                var deviation = wave[at] - mean[n];
                energy += deviation * deviation;
                count++;
            }
        }
        return MathF.Sqrt(count > 0 ? energy / count : energy);
    }

    private int End(int period) => period + 1 < starts.Count ? starts[period + 1] : LastLag > 0 ? starts[period] + LastLag : 0;
}
