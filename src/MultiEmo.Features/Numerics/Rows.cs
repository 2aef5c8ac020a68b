using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiEmo.Features.Numerics;

/// <summary>What a network does with a row of numbers between its products, in place.</summary>
public static class Rows
{
    /// <summary>exp(scale x) over its sum.</summary>
    public static void Softmax(Span<float> row, float scale)
    {
        float most = float.NegativeInfinity;
        var numbers = Vectors(row);
        if (numbers.Length > 0)
        {
            var mosts = numbers[0];
            for (int i = 1; i < numbers.Length; i++) mosts = Vector.ConditionalSelect(Vector.GreaterThan(numbers[i], mosts), numbers[i], mosts);
            for (int i = 0; i < Vector<float>.Count; i++) most = Math.Max(most, mosts[i]);
        }
        for (int i = numbers.Length * Vector<float>.Count; i < row.Length; i++) most = Math.Max(most, row[i]);
        for (int i = 0; i < numbers.Length; i++) numbers[i] = Vector.Exp((numbers[i] - new Vector<float>(most)) * scale);
        ExpRest(row[(numbers.Length * Vector<float>.Count)..], most, scale);
        float share = 1 / Sum(row);
        for (int i = 0; i < numbers.Length; i++) numbers[i] *= share;
        for (int i = numbers.Length * Vector<float>.Count; i < row.Length; i++) row[i] *= share;
    }

    /// <summary>
    /// gelu: x times the normal distribution's function at x, from the error function as Abramowitz and Stegun 7.1.26 have it, 1.5e-7 off at most.
    /// </summary>
    public static void Gelu(Span<float> row)
    {
        var numbers = Vectors(row);
        foreach (ref var number in numbers) number = Gelu(number);
        if (row[(numbers.Length * Vector<float>.Count)..] is not { IsEmpty: false } rest) return;
        Span<float> last = stackalloc float[Vector<float>.Count];
        rest.CopyTo(last);
        Gelu(new Vector<float>(last)).CopyTo(last);
        last[..rest.Length].CopyTo(rest);
    }

    // What is left beyond the whole vectors, by the same formula.
    private static void ExpRest(Span<float> rest, float most, float scale)
    {
        if (rest.IsEmpty) return;
        Span<float> last = stackalloc float[Vector<float>.Count];
        rest.CopyTo(last);
        Vector.Exp((new Vector<float>(last) - new Vector<float>(most)) * scale).CopyTo(last);
        last[..rest.Length].CopyTo(rest);
    }

    /// <summary>The sum of a row, in one fixed order.</summary>
    internal static float Sum(ReadOnlySpan<float> row)
    {
        var numbers = Vectors(row);
        Vector<float> even = default, odd = default;
        for (int i = 0; i + 1 < numbers.Length; i += 2) (even, odd) = (even + numbers[i], odd + numbers[i + 1]);
        if (numbers.Length % 2 == 1) even += numbers[^1];
        float sum = Vector.Sum(even + odd);
        for (int i = numbers.Length * Vector<float>.Count; i < row.Length; i++) sum += row[i];
        return sum;
    }

    /// <summary>The vectors of a row; what does not fill one is left out.</summary>
    internal static Span<Vector<float>> Vectors(Span<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);

    /// <summary>The vectors of a row; what does not fill one is left out.</summary>
    internal static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Gelu(Vector<float> x)
    {
        var t = Vector<float>.One / Vector.FusedMultiplyAdd(Vector.Abs(x), new(0.3275911f * 0.70710678f), Vector<float>.One);
        var polynomial = Vector.FusedMultiplyAdd(t, new(1.061405429f), new(-1.453152027f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new(1.421413741f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new(-0.284496736f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new(0.254829592f));
        var beyond = polynomial * t * Functions.PowerOfTwo(x * x * (-0.5f * 1.442695041f)) * 0.5f;             // the share beyond |x|
        return x * Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), beyond, Vector<float>.One - beyond);
    }
}
