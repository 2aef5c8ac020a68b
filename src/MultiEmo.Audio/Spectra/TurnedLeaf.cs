namespace MultiEmo.Audio.Spectra;

/// <summary>The whole half-turned transform of a block of 4 or 8 values, bins in bit-reversed order.</summary>
internal static class TurnedLeaf
{
    /// <summary>Transforms a block of four.</summary>
    public static void Four(ComplexBlock x, float diagonal)
    {
        var (a, b, c, d) = (x[0], x[1], x[2].Left, x[3].Left);
        x.Straight(0, a + c, (b + d).Eighth(diagonal));
        x.Turned(2, a - c, (b - d).Eighth(diagonal));
    }

    /// <summary>Transforms a block of eight.</summary>
    public static void Eight(ComplexBlock x, float diagonal, ComplexPoint sixteenth)
    {
        var (a, b, c, d) = (x[0], x[2], x[4].Left, x[6].Left);
        var (e, f, g, h) = (x[1], x[3], x[5].Left, x[7].Left);
        var (low, lowFar) = (a + c, (b + d).Eighth(diagonal));
        var (high, highFar) = (a - c, (b - d).Eighth(diagonal).Left);
        var (next, nextFar) = (sixteenth * (e + g), sixteenth.Mirrored * (f + h));
        var (last, lastFar) = (sixteenth.Mirrored * (e - g), -sixteenth * (f - h));
        x.Straight(0, low + lowFar, next + nextFar);
        x.Turned(2, low - lowFar, next - nextFar);
        x.Straight(4, high + highFar, last + lastFar);
        x.Turned(6, high - highFar, last - lastFar);
    }
}
