namespace MultiEmo.Audio.Levels;

/// <summary>Contours that grow frame by frame, kept column by column in pieces, so that an hour needs no block of memory as large as
/// itself.</summary>
/// <param name="names">The contours' names.</param>
internal sealed class ContourLevel(IReadOnlyList<string> names)
{
    private const int PieceFrames = 1024;
    private readonly List<float[]> pieces = [];
    private long forgotten;

    /// <summary>The contours' names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Values of a frame.</summary>
    public int Width => names.Count;

    /// <summary>Frames in all, forgotten ones included.</summary>
    public long Frames { get; private set; }

    /// <summary>Adds a frame.</summary>
    /// <param name="values">One per contour.</param>
    public void Append(ReadOnlySpan<float> values)
    {
        var at = (int)(Frames++ % PieceFrames);
        if (at == 0)
            pieces.Add(new float[PieceFrames * Width]);
        var piece = pieces[^1];
        for (var column = 0; column < values.Length; column++)
            piece[(column * PieceFrames) + at] = values[column];
    }

    /// <summary>One value; its frame must not have been forgotten.</summary>
    public float Value(long frame, int column)
    {
        var (piece, at) = Math.DivRem(frame, PieceFrames);
        return pieces[(int)(piece - forgotten)][(column * PieceFrames) + (int)at];
    }

    /// <summary>Copies the first frames of one contour; none may have been forgotten.</summary>
    public void CopyColumn(int column, Span<float> values)
    {
        for (var (piece, done) = (0, 0); done < values.Length; piece++, done += PieceFrames)
        {
            var part = pieces[piece].AsSpan(column * PieceFrames, Math.Min(PieceFrames, values.Length - done));
            part.CopyTo(values[done..]);
        }
    }

    /// <summary>Gives up frames before a number, a piece at a time.</summary>
    public void Forget(long before)
    {
        while (pieces.Count > 1 && (forgotten + 1) * PieceFrames <= before)
        {
            pieces.RemoveAt(0);
            forgotten++;
        }
    }
}
