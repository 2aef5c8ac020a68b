namespace MultiEmo.Audio.Spectra;

/// <summary>Discrete Fourier transform of real frames, X[k] = sum over n of x[n] exp(-2 pi i k n / N), in single precision.</summary>
/// <remarks>
/// Even and odd samples travel as real and imaginary part of one complex transform of half the size. Not safe for use by two threads at once.
/// </remarks>
internal sealed class RealFourier
{
    private readonly SplitRadix transform;
    private readonly int[] order;
    private readonly float[] factorRe;
    private readonly float[] factorIm;
    private readonly float[] evens;
    private readonly float[] odds;
    private readonly float[] binsRe;
    private readonly float[] binsIm;

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">N, a power of two, at least 4.</param>
    public RealFourier(int size)
    {
        Size = size;
        var turns = new FourierTurns(size);
        transform = new SplitRadix(turns);
        order = Reversed(size / 2);
        (evens, odds) = (new float[size / 2], new float[size / 2]);
        (binsRe, binsIm) = (new float[(size / 2) + 1], new float[(size / 2) + 1]);
        (factorRe, factorIm) = (new float[size / 4], new float[size / 4]);
        for (var k = 1; k < size / 4; k++)
            (factorRe[k], factorIm[k]) = (0.5f - Wave(turns, (size / 4) - k), Wave(turns, k));
    }

    /// <summary>Samples of a frame.</summary>
    public int Size { get; }

    /// <summary>Transforms a frame of N samples (a shorter one is padded with zeros) into bins 0..N/2.</summary>
    public void Forward(ReadOnlySpan<float> time, Span<float> re, Span<float> im)
    {
        var pairs = time.Length / 2;
        for (var n = 0; n < pairs; n++)
            (evens[n], odds[n]) = (time[2 * n], time[(2 * n) + 1]);
        evens.AsSpan(pairs).Clear();
        odds.AsSpan(pairs).Clear();
        if ((time.Length & 1) == 1)
            evens[pairs] = time[^1];
        transform.Transform(evens, odds);
        Split(re, im);
    }

    /// <summary>The same, packed: [0] bin 0, [1] bin N/2 (both real), then real and imaginary part of bins 1..N/2-1.</summary>
    public void Forward(ReadOnlySpan<float> time, Span<float> packed)
    {
        Forward(time, binsRe, binsIm);
        Pack(binsRe, binsIm, packed);
    }

    /// <summary>Interleaves the bins 0..N/2 into the packed form.</summary>
    public static void Pack(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> packed)
    {
        packed[0] = re[0];
        packed[1] = re[^1];
        for (var k = 1; k < re.Length - 1; k++)
            (packed[2 * k], packed[(2 * k) + 1]) = (re[k], im[k]);
    }

    /// <summary>Back from the packed form, not normalised: the inverse of the forward transform is N times the frame.</summary>
    public void Inverse(ReadOnlySpan<float> packed, Span<float> time)
    {
        Join(packed);
        transform.Transform(evens, odds);
        for (var n = 0; n < evens.Length; n++)
        {
            var at = order[n];
            (time[2 * n], time[(2 * n) + 1]) = (2 * evens[at], -2 * odds[at]);
        }
    }

    /// <summary>Bins of the real frame from those of the complex one, which turns the other way round: imaginary parts change sign.</summary>
    private void Split(Span<float> re, Span<float> im)
    {
        var half = Size / 2;
        (re[0], im[0], re[half], im[half]) = (evens[0] + odds[0], 0, evens[0] - odds[0], 0);
        for (var k = 1; k < half / 2; k++)
        {
            var (low, high) = (order[k], order[half - k]);
            var (x, y) = (evens[low] - evens[high], odds[low] + odds[high]);
            var (u, v) = ((factorRe[k] * x) - (factorIm[k] * y), (factorRe[k] * y) + (factorIm[k] * x));
            (re[k], im[k]) = (evens[low] - u, v - odds[low]);
            (re[half - k], im[half - k]) = (evens[high] + u, v - odds[high]);
        }
        var middle = order[half / 2];
        (re[half / 2], im[half / 2]) = (evens[middle], -odds[middle]);
    }

    private void Join(ReadOnlySpan<float> packed)
    {
        var half = Size / 2;
        var odd = 0.5f * (packed[0] - packed[1]);
        (evens[0], odds[0]) = (packed[0] - odd, -odd);
        for (var k = 1; k < half / 2; k++)
        {
            var (low, high) = (2 * k, 2 * (half - k));
            // The other way round.
            var (lowIm, highIm) = (-packed[low + 1], -packed[high + 1]);
            var (x, y) = (packed[low] - packed[high], lowIm + highIm);
            var (u, v) = ((factorRe[k] * x) + (factorIm[k] * y), (factorRe[k] * y) - (factorIm[k] * x));
            (evens[k], odds[k]) = (packed[low] - u, v - lowIm);
            (evens[half - k], odds[half - k]) = (packed[high] + u, v - highIm);
        }
        (evens[half / 2], odds[half / 2]) = (packed[half], packed[half + 1]);
    }

    private static float Wave(FourierTurns turns, int k)
    {
        var eighth = turns.EighthSteps;
        if (k == eighth)
            return 0.5f * turns.Diagonal;
        return k < eighth ? turns.HalfCosine(k) : turns.HalfSine((2 * eighth) - k);
    }

    private static int[] Reversed(int size)
    {
        var order = new int[size];
        for (var i = 1; i < size; i++)
            order[i] = (order[i / 2] / 2) + ((i & 1) * size / 2);
        return order;
    }
}
