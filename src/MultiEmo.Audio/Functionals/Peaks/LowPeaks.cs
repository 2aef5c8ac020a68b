namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>Drops peaks that do not rise enough above what came before them; remembers the last extremum, and the last valley and peak that
/// counted.</summary>
/// <remarks>As openSMILE 3 does it: a peak stays if it lies a rise away from the extremum before it. Otherwise it must lie a rise above the last
/// valley that did, and then it stays if that valley lies between it and the peak before, or takes that peak's place if it surpasses it.</remarks>
/// <param name="extrema">All local extrema in the order of time.</param>
/// <param name="first">The contour's first value, which stands for what came before.</param>
/// <param name="rise">How far a peak must rise.</param>
internal ref struct LowPeaks(Span<Extremum> extrema, float first, float rise)
{
    /// <summary>A peak takes another's place only where it is higher by more than this factor.</summary>
    private const double Surpassing = 1.05;

    private readonly Span<Extremum> candidates = extrema;
    private float last = first;
    private float valley = first;
    private float peak = first;
    private int peakIndex = -1;
    private bool fell;

    /// <summary>Puts <see cref="Extremum.Dropped"/> in the place of low peaks.</summary>
    public void Drop()
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            var x = candidates[i].Value;
            var moved = !(MathF.Abs(x - last) < rise);
            if (candidates[i].IsPeak)
                Judge(i, moved);
            else if (moved)
                (valley, fell) = (x, true);
            last = x;
        }
    }

    private void Judge(int index, bool moved)
    {
        var x = candidates[index].Value;
        if (!moved && x - valley < rise)
        {
            candidates[index] = Extremum.Dropped;
            return;
        }
        var surpasses = !moved && x > peak * Surpassing;
        if (surpasses && peakIndex >= 0)
            candidates[peakIndex] = Extremum.Dropped;
        if (moved || surpasses || fell)
            (peak, peakIndex) = (x, index);
        else
            candidates[index] = Extremum.Dropped;
        fell = false;
    }
}
