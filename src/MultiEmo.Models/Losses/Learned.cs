using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Losses;

/// <summary>Numbers and their gradient, which is added to.</summary>
/// <param name="value">(N, columns)</param>
/// <param name="gradient">(N, columns); none: not wanted.</param>
internal readonly struct Learned(Matrix value, Matrix gradient)
{
    /// <summary>(N, columns)</summary>
    public Matrix Value => value;

    /// <summary>(N, columns); none: not wanted.</summary>
    public Matrix Gradient => gradient;

    /// <summary>Some of the rows copied together, with a gradient of their own.</summary>
    /// <param name="rows">Which; null: all, uncopied.</param>
    /// <param name="space">Where the copies go.</param>
    public Learned Only(int[]? rows, Workspace space)
    {
        if (rows is null) return this;
        var some = space.Take(rows.Length, value.Columns);
        foreach (var (index, row) in rows.Index()) value.Row(row).CopyTo(some.Row(index));
        return new Learned(some, gradient.IsNone ? gradient : space.TakeZeros(rows.Length, value.Columns));
    }

    /// <summary>Adds the gradient of what <see cref="Only"/> copied.</summary>
    /// <param name="rows">As there.</param>
    /// <param name="some">What was given then.</param>
    public void Add(int[]? rows, Learned some)
    {
        if (rows is null || gradient.IsNone) return;
        foreach (var (index, row) in rows.Index()) gradient.RowsFrom(row, 1).Add(some.Gradient.RowsFrom(index, 1));
    }
}
