using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.Spectra;

/// <summary>
/// Splits a block for the half-turned X[k] = sum of x[j] exp(2 pi i j (k + 1/2) / m) into quarters for X[4k], X[4k+2], X[4k+1], X[4k+3].
/// </summary>
/// <remarks>The second and the fourth quarter are left for a half-turned transform, the others for straight ones.</remarks>
internal sealed class TurnedPass
{
    private readonly int quarter;
    private readonly float diagonal;
    private readonly FourierFactors lowFactors;
    private readonly FourierFactors lowFarFactors;
    private readonly FourierFactors highFactors;
    private readonly FourierFactors highFarFactors;

    /// <summary>Fills the factors exp(pi i j / m) and exp(3 pi i j / m), far ones for j + m / 4.</summary>
    /// <param name="turns">Cosines and sines.</param>
    /// <param name="block">m, at least 16.</param>
    public TurnedPass(FourierTurns turns, int block)
    {
        (quarter, diagonal) = (block / 4, turns.Diagonal);
        (lowFactors, lowFarFactors, highFactors, highFarFactors) = (new(quarter), new(quarter), new(quarter), new(quarter));
        (lowFactors[0], highFactors[0]) = (new(1, 0), new(1, 0));
        var stride = turns.Size / (2 * block);
        for (var j = 1; j < quarter / 2; j++)
        {
            var (near, far) = (stride * j, turns.EighthSteps - (stride * j));
            var (once, thrice) = (turns.Turn(near), turns.Triple(near));
            var (onceFar, thriceFar) = block == 16 ? (thrice, new(-once.Im, once.Re)) : (turns.Turn(far), turns.Triple(far));
            (lowFactors[j], lowFarFactors[j], highFactors[j], highFarFactors[j]) = (once, onceFar.Mirrored, thrice, -thriceFar.Mirrored);
            var k = quarter - j;
            (lowFactors[k], lowFarFactors[k], highFactors[k], highFarFactors[k]) = (onceFar, once.Mirrored, thriceFar, -thrice.Mirrored);
        }
        var middle = turns.Turn(turns.EighthSteps / 2);
        var m = quarter / 2;
        (lowFactors[m], lowFarFactors[m], highFactors[m], highFarFactors[m]) = (middle, middle.Mirrored, middle.Mirrored, -middle);
    }

    /// <summary>Splits one block in place.</summary>
    public void Split(float[] re, float[] im, int at)
    {
        var first = new ComplexBlock(re, im, at);
        var (a, b, c, d) = (first[0], first[quarter], first[2 * quarter].Left, first[3 * quarter].Left);
        Several(re, im, at);
        // The far factors of the first butterfly lie on the diagonals: they are multiplied once instead of twice.
        var (low, high) = ((b + d).Eighth(diagonal), (b - d).Eighth(diagonal).Left);
        (first[0], first[quarter]) = (a + c + low, a + c - low);
        (first[2 * quarter], first[3 * quarter]) = (a - c + high, a - c - high);
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
            Store(lowFactors, lowFarFactors, j, aRe - cIm, aIm + cRe, bRe - dIm, bIm + dRe, ref x, ref y, j);
            Store(highFactors, highFarFactors, j, aRe + cIm, aIm - cRe, bRe + dIm, bIm - dRe, ref x, ref y, j + third);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float x, nuint at) => Vector128.LoadUnsafe(ref x, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(FourierFactors near, FourierFactors far, nuint j,
        Vector128<float> nearRe, Vector128<float> nearIm, Vector128<float> farRe, Vector128<float> farIm, ref float x, ref float y, nuint at)
    {
        var (cos, sin) = near.Four(j);
        var (re, im) = ((cos * nearRe) - (sin * nearIm), (cos * nearIm) + (sin * nearRe));
        (cos, sin) = far.Four(j);
        var (otherRe, otherIm) = ((cos * farRe) - (sin * farIm), (cos * farIm) + (sin * farRe));
        (re + otherRe).StoreUnsafe(ref x, at);
        (im + otherIm).StoreUnsafe(ref y, at);
        (re - otherRe).StoreUnsafe(ref x, at + (nuint)quarter);
        (im - otherIm).StoreUnsafe(ref y, at + (nuint)quarter);
    }
}
