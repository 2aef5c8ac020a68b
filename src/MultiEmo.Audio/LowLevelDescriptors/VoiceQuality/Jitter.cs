namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Jitter of a frame: how much the length of the periods varies.</summary>
/// <remarks>local = mean |T_i - T_{i-1}| / mean T; ddp = mean ||T_i - T_{i-1}| - |T_{i-1} - T_{i-2}|| / mean T; no more than 1. Unlike Praat's ddp,
/// it takes the
/// difference of absolute differences, and only periods that differ at all.</remarks>
internal sealed class Jitter
{
    private float last;
    private float lastDifference;
    private float local;
    private float ddp;
    private float total;
    private float differences;
    private float changes;
    private int periods;
    private int pairs;
    private int triples;

    /// <summary>Begins a frame.</summary>
    public void Begin() => (total, differences, changes, periods, pairs, triples) = (0, 0, 0, 0, 0, 0);

    /// <summary>Adds a period in seconds.</summary>
    public void Add(float period)
    {
        total += period;
        periods++;
        if (last > 0)
            AddDifference(Math.Abs(last - period));
        last = period;
    }

    /// <summary>Jitter of the frame; the last frame's where there were too few periods.</summary>
    public float Local()
    {
        if (pairs > 0)
            local = Math.Min(differences / pairs / (total / periods), 1);
        return pairs > 0 || periods == 0 ? local : 0;
    }

    /// <summary>Jitter of jitter of the frame; the last frame's where there were too few periods.</summary>
    public float Ddp()
    {
        if (triples > 0)
            ddp = Math.Min(changes / triples / (total / periods), 1);
        return triples > 0 || periods == 0 ? ddp : 0;
    }

    /// <summary>Forgets periods and values: the voice has paused.</summary>
    public void Forget() => (last, lastDifference, local, ddp) = (0, 0, 0, 0);

    private void AddDifference(float difference)
    {
        differences += difference;
        pairs++;
        if (lastDifference > 0)
        {
            changes += Math.Abs(lastDifference - difference);
            triples++;
        }
        lastDifference = difference;
    }
}
