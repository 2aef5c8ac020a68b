namespace MultiEmo.Models.Faces;

/// <summary>Which frames of a clip are used.</summary>
public static class FrameChoices
{
    /// <summary>The most frames of a clip.</summary>
    public const int Most = 20;

    /// <summary>
    /// Times in the middle of 20 equal parts of a clip, for who can jump to them; the frame that is shown at such a time is the one to use, once.
    /// </summary>
    /// <param name="duration">Seconds, positive.</param>
    public static IReadOnlyList<double> Times(double duration)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration);
        return [.. Enumerable.Range(0, Most).Select(part => (part + 0.5) * duration / Most)];
    }

    /// <summary>
    /// Of the frames of a clip those that are shown at <see cref="Times"/>, each once: all of them where there are few, and where they come at an
    /// even rate every n-th or so.
    /// </summary>
    /// <param name="times">When each frame is shown first, in seconds, never falling.</param>
    /// <param name="duration">Seconds until the last frame is gone.</param>
    /// <returns>Indexes, rising; none for a clip without frames.</returns>
    public static IReadOnlyList<int> Needed(IReadOnlyList<double> times, double duration)
    {
        if (times.Count <= Most) return [.. Enumerable.Range(0, times.Count)];
        var chosen = new SortedSet<int>();
        int shown = 0;
        foreach (double time in Times(duration - times[0]))
        {
            while (shown + 1 < times.Count && times[shown + 1] - times[0] <= time) shown++;
            chosen.Add(shown);
        }
        return [.. chosen];
    }

    /// <summary>
    /// Of the frames that show a face those that the released program uses: all up to 20, else the first 20 of every floor(n / 20)-th.
    /// </summary>
    /// <param name="count">Frames that show a face, n.</param>
    /// <returns>Indexes among them, rising.</returns>
    public static IReadOnlyList<int> Released(int count)
    {
        int step = Math.Max(count / Most, 1);
        return [.. Enumerable.Range(0, Math.Min(count, Most)).Select(i => i * step)];
    }
}
