namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>What it costs to believe one candidate of a frame: twice -log of its voicing, more where that is below the cut-off or the pitch is
/// unusual.</summary>
internal static class LocalCost
{
    /// <summary>Voicing from which a frame counts as voiced.</summary>
    public const float Cutoff = 0.7f;

    private const double VoicingWeight = 2.0;
    private const double CutoffCost = 4.0;

    /// <summary>Costs of all candidates and, last, of "unvoiced", which costs where some candidate reaches the cut-off.</summary>
    public static void Fill(PitchCandidates frame, Span<double> costs)
    {
        var voiced = false;
        for (var state = 0; state < PitchCandidates.Count; state++)
        {
            var voicing = frame.Voicing[state];
            voiced |= voicing >= Cutoff;
            costs[state] = Voiced(frame.Frequency[state], voicing);
        }
        costs[PitchCandidates.Count] = voiced ? VoicingWeight * CutoffCost : 0;
    }

    private static double Voiced(float frequency, float voicing)
    {
        var likeness = Math.Clamp((double)voicing, 0.01, 1.0);
        var below = likeness < Cutoff ? CutoffCost : 0;
        return ((-Math.Log(likeness) + below) * VoicingWeight) + Unusual(frequency);
    }

    /// <summary>0 from 100 to 350 Hz, rising on both sides.</summary>
    private static double Unusual(float frequency) => frequency switch
    {
        > 0 and < 100 => (-(1.0 / 100.0) * frequency) + 1.0,
        >= 100 and < 350 => 0,
        >= 350 and < 600 => (frequency - 350.0) / 250.0,
        >= 600 => 1.2,
        _ => 2.0,
    };
}
