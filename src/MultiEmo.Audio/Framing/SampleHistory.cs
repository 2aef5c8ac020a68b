namespace MultiEmo.Audio.Framing;

/// <summary>The latest samples of a stream, addressed by their number in it; what is no longer needed is forgotten.</summary>
internal sealed class SampleHistory
{
    private float[] kept = new float[1 << 14];
    private int held;

    /// <summary>Number of the oldest sample that is kept.</summary>
    public long First { get; private set; }

    /// <summary>Samples seen in all.</summary>
    public long Length => First + held;

    /// <summary>Adds samples at the end.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        if (held + samples.Length > kept.Length)
            Array.Resize(ref kept, Math.Max(kept.Length * 2, held + samples.Length));
        samples.CopyTo(kept.AsSpan(held));
        held += samples.Length;
    }

    /// <summary>Samples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1; all must be kept.</summary>
    public ReadOnlySpan<float> Slice(long start, int count) => kept.AsSpan((int)(start - First), count);

    /// <summary>Lets go of the samples before a number; the room is won back once it is more than half.</summary>
    public void Forget(long before)
    {
        var gone = (int)(Math.Min(before, Length) - First);
        if (gone <= kept.Length / 2)
            return;
        kept.AsSpan(gone, held - gone).CopyTo(kept);
        (First, held) = (First + gone, held - gone);
    }
}
