namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>What the extrema of one kind have in common; sums are in single precision, as openSMILE 3 adds them.</summary>
internal struct ExtremumTally
{
    private float highest;
    private float lowest;
    private float sum;
    private float distances;
    private int lastFrame;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many distances lie between them.</summary>
    public readonly int Gaps => Math.Max(Count - 1, 0);

    /// <summary>Highest less lowest.</summary>
    public readonly float Range => highest - lowest;

    /// <summary>Mean of their values, 0 if there are none.</summary>
    public readonly float Mean => sum / Math.Max(Count, 1);

    /// <summary>Mean distance of neighbours in frames, 0 if there are fewer than two.</summary>
    public readonly float MeanDistance => distances / Math.Max(Gaps, 1);

    /// <summary>Counts in one more.</summary>
    public void Add(Extremum extremum)
    {
        if (Count == 0)
            (highest, lowest) = (extremum.Value, extremum.Value);
        else
            distances += extremum.Frame - lastFrame;
        (highest, lowest) = (MathF.Max(highest, extremum.Value), MathF.Min(lowest, extremum.Value));
        (lastFrame, sum) = (extremum.Frame, sum + extremum.Value);
        Count++;
    }
}
