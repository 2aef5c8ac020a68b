namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>Local maxima of a sequence: values above each of their neighbours, of which the ends have but one.</summary>
internal static class Peaks
{
    /// <summary>Whether there is a peak at an index; never outside the sequence.</summary>
    public static bool At(ReadOnlySpan<float> x, int index) =>
        (uint)index < (uint)x.Length
        && (index == 0 || x[index] > x[index - 1])
        && (index == x.Length - 1 || x[index] > x[index + 1])
        && x.Length > 1;

    /// <summary>The peak nearest to an index that is none itself, in a range; of two as near the upper one.</summary>
    /// <returns>-1 where the range holds no peak.</returns>
    public static int Nearest(ReadOnlySpan<float> x, int index, int lowest, int highest)
    {
        var (below, above) = (index - 1, index + 1);
        for (; below >= lowest || above <= highest; below--, above++)
        {
            if (above <= highest && At(x, above))
                return above;
            if (below >= lowest && At(x, below))
                return below;
        }
        return -1;
    }
}
