using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>All roots of a real polynomial z^n + c[n-1] z^(n-1) + ... + c[0], as eigenvalues of its companion matrix.</summary>
/// <remarks>
/// Roots at zero are split off first. A block of one row leaves a real root, one of two rows a pair: <see cref="HessenbergMatrix"/>.
/// </remarks>
/// <param name="degree">n.</param>
internal sealed class PolynomialRoots(int degree)
{
    private const int MostSteps = 70;
    private const int StepsBeforeOddShift = 10;
    private readonly HessenbergMatrix matrix = new(degree);

    /// <summary>Finds the roots of one polynomial.</summary>
    /// <param name="coefficients">c[0..n-1], the constant first.</param>
    /// <param name="roots">n roots in no certain order, those of a pair side by side.</param>
    /// <returns>False where the iteration did not settle: roots not yet found keep what the span held before.</returns>
    public bool Compute(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        var zeros = 0;
        while (zeros < degree && coefficients[zeros] == 0)
            roots[zeros++] = Complex.Zero;
        matrix.SetCompanion(coefficients[zeros..]);
        return Deflate(roots[zeros..]);
    }

    private bool Deflate(Span<Complex> roots)
    {
        var steps = 0;
        for (var last = roots.Length - 1; last >= 0;)
        {
            var first = matrix.BlockStart(last);
            if (last - first <= 1)
            {
                TakeBlock(roots, first, last);
                (last, steps) = (first - 1, 0);
            }
            else if (steps == MostSteps)
                return false;
            else
                matrix.Step(first, last, oddShift: ++steps % StepsBeforeOddShift == 0);
        }
        return true;
    }

    private void TakeBlock(Span<Complex> roots, int first, int last)
    {
        if (first == last)
            roots[last] = matrix[last, last];
        else
            (roots[first], roots[last]) = Pair(matrix[first, first], matrix[first, last], matrix[last, first], matrix[last, last]);
    }

    /// <summary>Eigenvalues of the block (a, b; c, d).</summary>
    private static (Complex, Complex) Pair(double a, double b, double c, double d)
    {
        var half = (a - d) / 2.0;
        var discriminant = (half * half) + (b * c);
        if (discriminant < 0)
            return (new(d + half, Math.Sqrt(-discriminant)), new(d + half, -Math.Sqrt(-discriminant)));
        // The larger distance from d first: the smaller one follows from the product without cancellation.
        var far = half + Math.CopySign(Math.Sqrt(discriminant), half);
        return (d + far, far == 0 ? d : d - (b * c / far));
    }
}
