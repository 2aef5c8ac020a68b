namespace MultiEmo.Features.Recordings;

/// <summary>A stretch of time.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
public readonly record struct Stretch(double Start, double End)
{
    /// <summary>Seconds from start to end.</summary>
    public double Length => End - Start;
}

/// <summary>
/// Where somebody may be speaking: what is louder than the recording's own background, in stretches between pauses. It hears loudness alone, so music
/// and noise count as voices; who needs better brings a transcript.
/// </summary>
public static class VoiceActivity
{
    // Below this nothing is heard in any room.
    private const float Inaudible = -65;

    // A recording whose loud parts are no louder than its quiet ones by so many dB has no pauses to be found.
    private const float LeastContrast = 9;

    private const double Smoothing = 0.05, LongestPauseWithin = 0.35, Shortest = 0.25, Margin = 0.1, Longest = 15;

    /// <summary>Finds the stretches of a recording.</summary>
    public static IReadOnlyList<Stretch> Find(SoundOutline outline)
    {
        float[] levels = Smoothed(outline.Levels);
        if (levels.Length == 0) return [];
        float[] sorted = [.. levels.Order()];
        float quiet = sorted[sorted.Length / 10], loud = sorted[(int)(sorted.Length * 0.95)];
        if (sorted[^1] < Inaudible) return [];
        float threshold = loud - quiet < LeastContrast ? Inaudible : Math.Max(quiet + (0.4f * (loud - quiet)), Inaudible);
        return [.. Joined(Above(levels, threshold)).SelectMany(run => Split(levels, run)).Select(run => InTime(run, outline))];
    }

    /// <summary>Whether nothing is heard in a stretch.</summary>
    public static bool IsSilent(SoundOutline outline, double start, double end) => outline.Loudest(start, end) < Inaudible;

    /// <summary>What is left of stretches where others are not, if it is long enough to be an utterance.</summary>
    /// <param name="stretches">In order.</param>
    /// <param name="covered">What is taken away.</param>
    /// <param name="least">Shorter pieces than this, in seconds, are left out.</param>
    public static IEnumerable<Stretch> Outside(IEnumerable<Stretch> stretches, IEnumerable<Stretch> covered, double least)
    {
        Stretch[] taken = [.. covered.OrderBy(each => each.Start)];
        foreach (var stretch in stretches)
        {
            double at = stretch.Start;
            foreach (var other in taken.Where(other => other.End > stretch.Start && other.Start < stretch.End))
            {
                if (other.Start - at >= least) yield return new Stretch(at, other.Start);
                at = Math.Max(at, other.End);
            }
            if (stretch.End - at >= least) yield return new Stretch(at, stretch.End);
        }
    }

    private static float[] Smoothed(IReadOnlyList<float> levels)
    {
        int half = (int)(Smoothing / SoundOutline.Step / 2);
        var smooth = new float[levels.Count];
        for (int i = 0; i < smooth.Length; i++)
        {
            double power = 0;
            int from = Math.Max(0, i - half), until = Math.Min(levels.Count, i + half + 1);
            for (int j = from; j < until; j++) power += Math.Pow(10, levels[j] / 10);
            smooth[i] = (float)(10 * Math.Log10(Math.Max(power / (until - from), 1e-12)));
        }
        return smooth;
    }

    private static IEnumerable<Range> Above(float[] levels, float threshold)
    {
        for (int i = 0; i < levels.Length; i++)
        {
            if (levels[i] < threshold) continue;
            int start = i;
            while (i < levels.Length && levels[i] >= threshold) i++;
            yield return start..i;
        }
    }

    private static IEnumerable<Range> Joined(IEnumerable<Range> runs)
    {
        int pause = (int)(LongestPauseWithin / SoundOutline.Step), shortest = (int)(Shortest / SoundOutline.Step);
        Range? open = null;
        foreach (var run in runs)
        {
            if (open is { } before && run.Start.Value - before.End.Value <= pause)
            {
                open = before.Start..run.End;
                continue;
            }
            if (open is { } done && done.End.Value - done.Start.Value >= shortest) yield return done;
            open = run;
        }
        if (open is { } last && last.End.Value - last.Start.Value >= shortest) yield return last;
    }

    // What is too long for an utterance is cut where it is quietest in its middle half.
    private static IEnumerable<Range> Split(float[] levels, Range run)
    {
        var (start, length) = run.GetOffsetAndLength(levels.Length);
        if (length * SoundOutline.Step <= Longest) return [run];
        int quarter = length / 4;
        int cut = Enumerable.Range(start + quarter, 2 * quarter).MinBy(i => levels[i]);
        return [.. Split(levels, start..cut), .. Split(levels, cut..(start + length))];
    }

    private static Stretch InTime(Range run, SoundOutline outline) => new(
        Math.Max(outline.Begin, outline.Begin + (run.Start.Value * SoundOutline.Step) - Margin),
        Math.Min(outline.End, outline.Begin + (run.End.Value * SoundOutline.Step) + Margin));
}
