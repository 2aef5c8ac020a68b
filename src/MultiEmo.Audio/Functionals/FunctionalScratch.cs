using MultiEmo.Audio.Functionals.Peaks;

namespace MultiEmo.Audio.Functionals;

/// <summary>Memory that the contours of a sound use one after another; it grows to the longest contour met and is then reused.</summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
internal sealed class FunctionalScratch
{
    private float[] column = [];
    private float[] ordered = [];
    private uint[] keys = [];
    private Extremum[] extrema = [];

    /// <summary>Room for a contour.</summary>
    public Span<float> Column(int frames) => Of(ref column, frames);

    /// <summary>The values in ascending order.</summary>
    public ReadOnlySpan<float> Sort(ReadOnlySpan<float> values)
    {
        var sorted = Of(ref ordered, values.Length);
        values.CopyTo(sorted);
        RadixSort.Sort(sorted, Of(ref keys, values.Length));
        return sorted;
    }

    /// <summary>The peaks and valleys of a contour.</summary>
    public ReadOnlySpan<Extremum> FindExtrema(ReadOnlySpan<float> values, float range)
    {
        var found = Of(ref extrema, values.Length);
        return found[..PeakPicking.Find(values, range, found)];
    }

    private static Span<T> Of<T>(ref T[] memory, int length)
    {
        if (memory.Length < length)
            memory = new T[length];
        return memory.AsSpan(0, length);
    }
}
