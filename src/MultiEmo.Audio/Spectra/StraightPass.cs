using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.Spectra;

/// <summary>Splits a block for X[k] = sum of x[j] exp(2 pi i j k / m), j = 0..m-1, into quarters for X[4k], X[4k+2], X[4k+1], X[4k+3].</summary>
/// <remarks>The second quarter is left for a half-turned transform (<see cref="TurnedPass"/>), the others for straight ones.</remarks>
internal sealed class StraightPass
{
    private readonly int quarter;
    private readonly float diagonal;
    private readonly FourierFactors lowFactors;
    private readonly FourierFactors highFactors;

    /// <summary>Fills the factors exp(2 pi i j / m) and exp(6 pi i j / m).</summary>
    /// <param name="turns">Cosines and sines.</param>
    /// <param name="block">m, at least 16.</param>
    public StraightPass(FourierTurns turns, int block)
    {
        (quarter, diagonal) = (block / 4, turns.Diagonal);
        (lowFactors, highFactors) = (new(quarter), new(quarter));
        (lowFactors[0], highFactors[0]) = (new(1, 0), new(1, 0));
        var stride = turns.Size / block;
        for (var j = 1; j < quarter / 2; j++)
        {
            var (once, thrice) = (turns.Turn(stride * j), turns.Triple(stride * j));
            if (block == 16)
                thrice = once.Mirrored;
            else if (block == turns.Size / 2 && j % 2 == 1)
                (once, thrice) = Between(turns, j);
            (lowFactors[j], lowFactors[quarter - j]) = (once, once.Mirrored);
            (highFactors[j], highFactors[quarter - j]) = (thrice, -thrice.Mirrored);
        }
    }

    /// <summary>Splits one block in place.</summary>
    public void Split(float[] re, float[] im, int at)
    {
        var middle = new ComplexBlock(re, im, at + (quarter / 2));
        var (difference, cross) = (middle[0] - middle[2 * quarter], (middle[quarter] - middle[3 * quarter]).Left);
        Several(re, im, at);
        // The factors in the middle lie on the diagonals: they are multiplied once instead of twice.
        middle[2 * quarter] = (difference + cross).Eighth(diagonal);
        middle[3 * quarter] = (difference - cross).Eighth(diagonal).Left;
    }

    private void Several(float[] re, float[] im, int at)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(re), at);
        ref var y = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(im), at);
        var (second, third, fourth) = ((nuint)quarter, (nuint)(2 * quarter), (nuint)(3 * quarter));
        for (nuint j = 0; j < second; j += (nuint)Vector128<float>.Count)
        {
            var (aRe, aIm, bRe, bIm) = (Load(ref x, j), Load(ref y, j), Load(ref x, j + second), Load(ref y, j + second));
            var (cRe, cIm, dRe, dIm) = (Load(ref x, j + third), Load(ref y, j + third), Load(ref x, j + fourth), Load(ref y, j + fourth));
            var (sumRe, sumIm, differenceRe, differenceIm) = (aRe + cRe, aIm + cIm, aRe - cRe, aIm - cIm);
            var (otherRe, otherIm, crossRe, crossIm) = (bRe + dRe, bIm + dIm, bRe - dRe, bIm - dIm);
            (sumRe + otherRe).StoreUnsafe(ref x, j);
            (sumIm + otherIm).StoreUnsafe(ref y, j);
            (sumRe - otherRe).StoreUnsafe(ref x, j + second);
            (sumIm - otherIm).StoreUnsafe(ref y, j + second);
            Store(lowFactors, j, differenceRe - crossIm, differenceIm + crossRe, ref x, ref y, j + third);
            Store(highFactors, j, differenceRe + crossIm, differenceIm - crossRe, ref x, ref y, j + fourth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float x, nuint at) => Vector128.LoadUnsafe(ref x, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(FourierFactors by, nuint j, Vector128<float> re, Vector128<float> im, ref float x, ref float y, nuint at)
    {
        var (cos, sin) = by.Four(j);
        ((cos * re) - (sin * im)).StoreUnsafe(ref x, at);
        ((cos * im) + (sin * re)).StoreUnsafe(ref y, at);
    }

    private static (ComplexPoint Once, ComplexPoint Thrice) Between(FourierTurns turns, int j)
    {
        var (once, thrice) = Even(turns, j - 1);
        var (onceNext, thriceNext) = Even(turns, j + 1);
        var (half, halfThrice) = (turns.HalfSecant(2), turns.HalfSecant(6));
        return (new(half * (once.Re + onceNext.Re), half * (once.Im + onceNext.Im)),
            new(halfThrice * (thrice.Re + thriceNext.Re), halfThrice * (thrice.Im + thriceNext.Im)));
    }

    private static (ComplexPoint Once, ComplexPoint Thrice) Even(FourierTurns turns, int j)
    {
        if (j == 0)
            return (new(1, 0), new(1, 0));
        var diagonal = turns.Diagonal;
        return 2 * j == turns.EighthSteps ? (new(diagonal, diagonal), new(-diagonal, diagonal)) : (turns.Turn(2 * j), turns.Triple(2 * j));
    }
}
