namespace MultiEmo.Audio.Prosody;

/// <summary>Chooses a candidate in each frame so that strengths less costs are largest in all: Boersma 1993, equations 23 to 27.</summary>
/// <param name="settings">The costs.</param>
internal sealed class PitchPath(PitchSettings settings)
{
    // Costs are given for frames 10 ms apart.
    private readonly double haste = 0.01 / settings.Step;

    /// <summary>The candidate of each frame; one whose pitch is not below the ceiling counts as unvoiced, with frequency 0.</summary>
    public PitchCandidate[] Choose(IReadOnlyList<PitchFrame> frames)
    {
        if (frames.Count == 0) return [];
        var from = new int[frames.Count][];
        double[] best = Merits(frames[0]);
        for (int frame = 1; frame < frames.Count; frame++)
        {
            double[] merits = Merits(frames[frame]);
            from[frame] = new int[merits.Length];
            for (int candidate = 0; candidate < merits.Length; candidate++)
            {
                int place = from[frame][candidate] = Predecessor(frames[frame - 1], best, frames[frame].Candidates[candidate]);
                merits[candidate] += best[place] - Cost(frames[frame - 1].Candidates[place], frames[frame].Candidates[candidate]);
            }
            best = merits;
        }
        return Back(frames, from, Array.IndexOf(best, best.Max()));
    }

    private PitchCandidate[] Back(IReadOnlyList<PitchFrame> frames, int[][] from, int last)
    {
        var path = new PitchCandidate[frames.Count];
        for (int frame = frames.Count - 1; frame >= 0; frame--)
        {
            var chosen = frames[frame].Candidates[last];
            path[frame] = IsVoiced(chosen) ? chosen : chosen with { Frequency = 0 };
            if (frame > 0) last = from[frame][last];
        }
        return path;
    }

    private int Predecessor(PitchFrame before, double[] best, PitchCandidate candidate)
    {
        int place = 0;
        double most = double.NegativeInfinity;
        for (int other = 0; other < best.Length; other++)
            if (best[other] - Cost(before.Candidates[other], candidate) is var merit && merit > most) (place, most) = (other, merit);
        return place;
    }

    private double[] Merits(PitchFrame frame)
    {
        double quiet = settings.SilenceThreshold <= 0 ? 0
            : 2 - (frame.Loudness * (1 + settings.VoicingThreshold) / settings.SilenceThreshold);
        double unvoiced = settings.VoicingThreshold + Math.Max(0, quiet);
        return [.. frame.Candidates.Select(candidate => IsVoiced(candidate)
            ? candidate.Strength - (settings.OctaveCost * Math.Log2(settings.Ceiling / candidate.Frequency))
            : unvoiced)];
    }

    private double Cost(PitchCandidate before, PitchCandidate after) => (IsVoiced(before), IsVoiced(after)) switch
    {
        (false, false) => 0,
        (true, true) => haste * settings.OctaveJumpCost * Math.Abs(Math.Log2(before.Frequency / after.Frequency)),
        _ => haste * settings.VoicedUnvoicedCost,
    };

    private bool IsVoiced(PitchCandidate candidate) => candidate.Frequency > 0 && candidate.Frequency < settings.Ceiling;
}
