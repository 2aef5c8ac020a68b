namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Shimmer of a frame: how much the amplitude of the periods varies.</summary>
/// <remarks>sum |A_i - A_{i+1}| / sum (A_i + A_{i+1}) / 2 with A the distance of a period's highest and lowest sample, its first and last one aside;
/// no more than 1.</remarks>
internal sealed class Shimmer
{
    private float amplitudes;
    private float differences;
    private int periods;
    private float local;

    /// <summary>Begins a frame.</summary>
    public void Begin() => (amplitudes, differences, periods) = (0, 0, 0);

    /// <summary>Adds a period and the one after it.</summary>
    public void Add(ReadOnlySpan<float> period, ReadOnlySpan<float> next)
    {
        var (one, two) = (Amplitude(period), Amplitude(next));
        amplitudes += (one + two) / 2f;
        differences += Math.Abs(one - two);
        periods++;
    }

    /// <summary>Shimmer of the frame; the last frame's where there was no period.</summary>
    public float Local()
    {
        if (periods > 0)
            local = amplitudes > 0 ? differences / amplitudes : 0;
        return local = Math.Min(local, 1);
    }

    /// <summary>Forgets the last value: the voice has paused.</summary>
    public void Forget() => local = 0;

    private static float Amplitude(ReadOnlySpan<float> period)
    {
        var (highest, lowest) = (period[1], period[1]);
        for (var n = 2; n < period.Length - 1; n++)
            (highest, lowest) = (Math.Max(highest, period[n]), Math.Min(lowest, period[n]));
        return highest - lowest;
    }
}
