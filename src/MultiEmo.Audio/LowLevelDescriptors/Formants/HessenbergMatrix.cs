using System.Runtime.CompilerServices;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>Square matrix without entries below its first subdiagonal, driven towards blocks of one or two rows by QR steps.</summary>
/// <remarks>
/// Francis' implicit step of two shifts chases a bulge of three rows down the matrix with Householder reflections, I - v w^T with w = 2 v / (v^T
/// v); see Golub and Van Loan, Matrix Computations, on the practical QR algorithm. Only eigenvalues are wanted, so a step touches no row or column
/// outside its block.
/// </remarks>
/// <param name="capacity">The most rows.</param>
internal sealed class HessenbergMatrix(int capacity)
{
    private const double Epsilon = 2.220446049250313e-16;

    // One row and column more than needed: the last reflection of a step spans two rows and multiplies what lies beyond by zero.
    private readonly int stride = capacity + 1;
    private readonly double[] entries = new double[(capacity + 1) * (capacity + 1)];

    /// <summary>An entry, from zero.</summary>
    public ref double this[int row, int column] => ref entries[(row * stride) + column];

    /// <summary>Makes it the companion of z^n + c[n-1] z^(n-1) + ... + c[0].</summary>
    public void SetCompanion(ReadOnlySpan<double> coefficients)
    {
        Array.Clear(entries);
        for (var i = 0; i < coefficients.Length; i++)
            this[0, coefficients.Length - 1 - i] = -coefficients[i];
        for (var row = 1; row < coefficients.Length; row++)
            this[row, row - 1] = 1.0;
    }

    /// <summary>First row of the block that ends in a row: the entry left of it is negligible and is cleared.</summary>
    public int BlockStart(int last)
    {
        for (var row = last; row > 0; row--)
        {
            var near = Math.Abs(this[row, row]) + Math.Abs(this[row - 1, row - 1]);
            if (!(Math.Abs(this[row, row - 1]) <= Epsilon * near))
                continue;
            this[row, row - 1] = 0;
            return row;
        }
        return 0;
    }

    /// <summary>One step over a block of at least three rows.</summary>
    /// <param name="first">The block's first row.</param>
    /// <param name="last">The block's last row.</param>
    /// <param name="oddShift">Shifts that have nothing to do with the block's last corner, to break a cycle.</param>
    public void Step(int first, int last, bool oddShift)
    {
        var (trace, determinant) = oddShift ? OddShifts(last) : CornerShifts(last);
        var a = this[first, first];
        var below = this[first + 1, first];
        var x = (a * a) + (this[first, first + 1] * below) - (trace * a) + determinant;
        var y = below * (a + this[first + 1, first + 1] - trace);
        var z = below * this[first + 2, first + 1];
        for (var row = first; row < last; row++)
        {
            Reflect(Reflection.Of(x, y, z), row, first, last);
            (x, y, z) = (this[row + 1, row], this[row + 2, row], row + 3 <= last ? this[row + 3, row] : 0);
        }
    }

    /// <summary>Sum and product of the shifts: the eigenvalues of the block's last two rows.</summary>
    private (double Sum, double Product) CornerShifts(int last)
    {
        var (a, d) = (this[last - 1, last - 1], this[last, last]);
        return (a + d, (a * d) - (this[last - 1, last] * this[last, last - 1]));
    }

    /// <summary>Wilkinson's shifts for a block that does not shrink.</summary>
    private (double Sum, double Product) OddShifts(int last)
    {
        var size = Math.Abs(this[last, last - 1]) + Math.Abs(this[last - 1, last - 2]);
        return (1.5 * size, size * size);
    }

    private void Reflect(Reflection reflection, int row, int first, int last)
    {
        if (row > first)
            (this[row, row - 1], this[row + 1, row - 1], this[row + 2, row - 1]) = (reflection.Length, 0, 0);
        ref var entry = ref this[row, row];
        for (var column = row; column <= last; column++, entry = ref Unsafe.Add(ref entry, 1))
            reflection.Apply(ref entry, ref Unsafe.Add(ref entry, stride), ref Unsafe.Add(ref entry, 2 * stride));
        entry = ref this[first, row];
        for (var above = Math.Min(row + 3, last); above >= first; above--, entry = ref Unsafe.Add(ref entry, stride))
            reflection.Apply(ref entry, ref Unsafe.Add(ref entry, 1), ref Unsafe.Add(ref entry, 2));
    }
}
