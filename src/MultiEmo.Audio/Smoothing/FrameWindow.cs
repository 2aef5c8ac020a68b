namespace MultiEmo.Audio.Smoothing;

/// <summary>The frames around one frame of a stream: what smoothing and deltas see of a contour, with its two ends.</summary>
/// <remarks>
/// Frame t is ready once frame t + reach is there, at the end of the input at once; the window goes on past the end as long as it touches a
/// frame, so that n frames in are n + reach frames out. Before the first frame stands the first, after the last the last; but while the
/// window begins before the first frame, frames after the last are 0: openSMILE 3 reads memory there that nobody has written yet. Only
/// inputs shorter than a window show it.
/// </remarks>
internal sealed class FrameWindow
{
    private readonly int width;
    private readonly int reach;
    private readonly float[] ring;
    private readonly float[] nothing;
    private long count;
    private long next;
    private long centre;

    /// <summary>Prepares an empty window.</summary>
    /// <param name="width">Values of a frame.</param>
    /// <param name="reach">Frames seen on either side.</param>
    public FrameWindow(int width, int reach)
    {
        (this.width, this.reach) = (width, reach);
        ring = new float[((2 * reach) + 1) * width];
        nothing = new float[width];
    }

    /// <summary>Takes the next frame in; true if the window stands around a frame anew.</summary>
    public bool Push(ReadOnlySpan<float> frame)
    {
        frame[..width].CopyTo(Slot(count));
        count++;
        return next + reach < count && Advance();
    }

    /// <summary>Moves on as at the end of the input; false when the window has left it. Frames may follow nevertheless.</summary>
    public bool Finish() => count > 0 && next - reach < count && Advance();

    /// <summary>The frame so far from the window's centre.</summary>
    /// <param name="offset">-reach .. reach.</param>
    public ReadOnlySpan<float> At(int offset)
    {
        var index = Math.Max(0L, centre + offset);
        if (index < count)
            return Slot(index);
        return centre < reach ? nothing : Slot(count - 1);
    }

    private bool Advance()
    {
        centre = next++;
        return true;
    }

    private Span<float> Slot(long index) => ring.AsSpan((int)(index % ((2 * reach) + 1)) * width, width);
}
