namespace MultiEmo.Audio.Spectra;

/// <summary>Complex Fourier transform in place, z[k] = sum over n of z[n] exp(2 pi i k n / M), with bins in bit-reversed order.</summary>
/// <remarks>
/// Split radix (Duhamel and Hollmann, Electronics Letters 20, 1984) by decimation in frequency: a straight block of m values leaves quarters
/// (straight, turned, straight, straight), a half-turned one
/// (straight, turned, straight, turned). Order of operations and factors are those of Ooura's General Purpose FFT Package (1996-2001, free for any
/// use), which openSMILE 3 uses in single precision: the results are the same to the last bit, and what magnifies roundings (linear prediction)
/// comes out the same.
/// </remarks>
internal sealed class SplitRadix
{
    private readonly List<SplitRadixLevel> levels = [];
    private readonly SplitRadixLeaves leaves;

    /// <summary>Prepares passes and factors.</summary>
    /// <param name="turns">Cosines and sines of the real transform of twice the size.</param>
    public SplitRadix(FourierTurns turns)
    {
        bool[] turned = [false];
        var block = turns.Size / 2;
        for (; block >= 16; block /= 4)
        {
            levels.Add(new SplitRadixLevel(turns, block, turned));
            turned = [.. turned.SelectMany(half => new[] { false, true, false, half })];
        }
        leaves = new SplitRadixLeaves(turns, block, turned);
    }

    /// <summary>Transforms M values in place.</summary>
    public void Transform(float[] re, float[] im)
    {
        foreach (var level in levels)
            level.Split(re, im);
        leaves.Transform(re, im);
    }
}
