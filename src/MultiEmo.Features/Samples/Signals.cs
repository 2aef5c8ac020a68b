namespace MultiEmo.Features.Samples;

/// <summary>Faces: a direction for each group of alike moods, a small one of each mood's own, a speaker's part, and noise.</summary>
internal sealed class Signals
{
    private readonly double[][] moods;
    private readonly double speakerSpread;
    private readonly int width;

    /// <summary>Draws the directions of the moods.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="width">Values per turn.</param>
    /// <param name="strength">The length of a group's direction, in deviations of the noise.</param>
    /// <param name="options">The other settings.</param>
    /// <param name="group">The group of a mood; null for those near neutral.</param>
    public Signals(Random random, int width, double strength, SampleOptions options, Func<Mood, int?> group)
    {
        (this.width, speakerSpread) = (width, options.SpeakerSpread);
        Mood[] all = Enum.GetValues<Mood>();
        double[][] groups = [.. all.Select(_ => Direction(random, strength))];
        double[][] own = [.. all.Select(mood => Direction(random, mood == Mood.Neutral ? 0 : strength * options.OwnStrength))];
        moods = [.. all.Select(mood => group(mood) is { } shared ? Sum(groups[shared], own[(int)mood]) : own[(int)mood])];
    }

    /// <summary>What stays the same of a speaker through a conversation.</summary>
    public double[] Speaker(Random random) => [.. Enumerable.Range(0, width).Select(_ => speakerSpread * Chance.Normal(random))];

    /// <summary>A turn that shows a mood.</summary>
    public float[] Draw(Random random, Mood shown, double[] speaker)
        => [.. moods[(int)shown].Zip(speaker, (mood, own) => (float)(mood + own + Chance.Normal(random)))];

    private double[] Direction(Random random, double length)
    {
        double[] values = [.. Enumerable.Range(0, width).Select(_ => Chance.Normal(random))];
        double norm = Math.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => value / norm * length)];
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
