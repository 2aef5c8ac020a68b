namespace MultiEmo.Audio.Prosody;

/// <summary>The stretches of a sound that are not silent.</summary>
/// <param name="Stretches">In order.</param>
internal sealed record Phonation(IReadOnlyList<Stretch> Stretches)
{
    private const double ShortestPause = 0.3, ShortestSound = 0.1;

    /// <summary>How long they are together.</summary>
    public double Seconds => Stretches.Sum(stretch => stretch.Length);

    /// <summary>Parts a sound where its intensity crosses a threshold; what is too short goes to its neighbours, first sounds, then pauses.</summary>
    /// <param name="intensity">The intensity.</param>
    /// <param name="threshold">In dB; what is below is silent.</param>
    /// <param name="duration">Seconds of the sound.</param>
    public static Phonation Of(Intensity intensity, double threshold, double duration)
    {
        double[] levels = intensity.Decibels;
        var stretches = new List<Stretch>();
        double begin = 0;
        for (int frame = 1; frame <= levels.Length; frame++)
        {
            bool sounds = levels[frame - 1] >= threshold;
            if (frame < levels.Length && (levels[frame] >= threshold) == sounds) continue;
            double end = frame < levels.Length ? intensity.Frames.Time(frame) : duration;
            stretches.Add(new Stretch(begin, end, sounds));
            begin = end;
        }
        var joined = Join(Cut(Join(Cut(stretches, true, ShortestSound)), false, ShortestPause));
        return new Phonation([.. joined.Where(stretch => stretch.Sounds)]);
    }

    /// <summary>Whether a time is within one of them.</summary>
    public bool Has(double time) => Stretches.Any(stretch => time >= stretch.Begin && time < stretch.End);

    // A stretch that is too short is shared by its two neighbours, or goes to the one that it has.
    private static List<Stretch> Cut(List<Stretch> all, bool sounds, double shortest)
    {
        for (int i = all.Count - 1; i >= 0 && all.Count > 1; i--)
        {
            if (all[i].Sounds != sounds || all[i].Length >= shortest) continue;
            double middle = i == 0 ? all[i].Begin : i == all.Count - 1 ? all[i].End : (all[i].Begin + all[i].End) / 2;
            if (i > 0) all[i - 1] = all[i - 1] with { End = middle };
            if (i + 1 < all.Count) all[i + 1] = all[i + 1] with { Begin = middle };
            all.RemoveAt(i);
        }
        return all;
    }

    private static List<Stretch> Join(List<Stretch> all)
    {
        var joined = new List<Stretch>();
        foreach (var stretch in all)
            if (joined.Count > 0 && joined[^1].Sounds == stretch.Sounds) joined[^1] = joined[^1] with { End = stretch.End };
            else joined.Add(stretch);
        return joined;
    }
}

/// <summary>A part of a sound.</summary>
/// <param name="Begin">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Sounds">Whether it is no pause.</param>
internal readonly record struct Stretch(double Begin, double End, bool Sounds)
{
    /// <summary>Seconds.</summary>
    public double Length => End - Begin;
}
