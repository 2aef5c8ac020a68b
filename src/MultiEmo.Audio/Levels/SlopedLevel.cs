using MultiEmo.Audio.Smoothing;

namespace MultiEmo.Audio.Levels;

/// <summary>Smoothed contours of one or several sources side by side, cut to the shortest, and their slopes over five frames.</summary>
internal sealed class SlopedLevel
{
    private readonly SmoothedLevel[] sources;
    private readonly DeltaRegression regression;
    private readonly float[] row;
    private readonly float[] slopes;

    /// <summary>Prepares an empty level.</summary>
    /// <param name="names">Names of the slopes.</param>
    /// <param name="zeros">What a 0 means.</param>
    /// <param name="sources">Where the contours come from; what was taken is given up there.</param>
    public SlopedLevel(IReadOnlyList<string> names, Zeros zeros, params SmoothedLevel[] sources)
    {
        this.sources = sources;
        Level = new ContourLevel([.. sources.SelectMany(source => source.Level.Names)]);
        Slopes = new ContourLevel(names);
        regression = new DeltaRegression(names.Count, zeros);
        (row, slopes) = (new float[names.Count], new float[names.Count]);
    }

    /// <summary>The contours.</summary>
    public ContourLevel Level { get; }

    /// <summary>Their slopes.</summary>
    public ContourLevel Slopes { get; }

    /// <summary>Takes the frames that all sources have.</summary>
    public void Take() => Take(atEnd: false);

    /// <summary>Takes what is left and the end; frames may follow nevertheless.</summary>
    public void Finish()
    {
        Take(atEnd: true);
        while (regression.Finish(slopes))
            Slopes.Append(slopes);
    }

    private void Take(bool atEnd)
    {
        while (sources.All(source => source.Level.Frames > Level.Frames))
        {
            Fill();
            Level.Append(row);
            if (regression.Push(row, slopes) || (atEnd && regression.Finish(slopes)))
                Slopes.Append(slopes);
        }
    }

    private void Fill()
    {
        var at = 0;
        foreach (var source in sources)
        {
            for (var column = 0; column < source.Level.Width; column++)
                row[at++] = source.Level.Value(Level.Frames, column);
            source.Level.Forget(Level.Frames);
        }
    }
}
