namespace MultiEmo.Audio.Spectra;

/// <summary>The whole straight transform of a block of 2, 4 or 8 values, bins in bit-reversed order.</summary>
internal static class StraightLeaf
{
    /// <summary>Transforms a block of two.</summary>
    public static void Two(ComplexBlock x) => x.Straight(0, x[0], x[1]);

    /// <summary>Transforms a block of four.</summary>
    public static void Four(ComplexBlock x)
    {
        var (sum, difference, other, cross) = (x[0] + x[2], x[0] - x[2], x[1] + x[3], (x[1] - x[3]).Left);
        x.Straight(0, sum, other);
        x.Straight(2, difference, cross);
    }

    /// <summary>Transforms a block of eight.</summary>
    public static void Eight(ComplexBlock x, float diagonal)
    {
        var (sum, difference, other, cross) = (x[0] + x[4], x[0] - x[4], x[2] + x[6], (x[2] - x[6]).Left);
        var (nextSum, nextDifference, nextOther, nextCross) = (x[1] + x[5], x[1] - x[5], x[3] + x[7], (x[3] - x[7]).Left);
        x.Straight(0, sum + other, nextSum + nextOther);
        x.Turned(2, sum - other, nextSum - nextOther);
        x.Straight(4, difference + cross, (nextDifference + nextCross).Eighth(diagonal));
        x.Turned(6, difference - cross, (nextDifference - nextCross).Eighth(diagonal));
    }
}
