using System.Numerics.Tensors;

namespace MultiEmo.Features.Numerics;

/// <summary>Numbers in rows, somewhere in memory that does not move; whoever made it keeps that memory alive.</summary>
/// <param name="data">The first number.</param>
/// <param name="rows">How many rows.</param>
/// <param name="columns">Numbers of a row.</param>
/// <param name="stride">Numbers from one row's beginning to the next's.</param>
public readonly unsafe struct Matrix(float* data, int rows, int columns, int stride)
{
    /// <summary>Rows without gaps between them.</summary>
    public Matrix(float* data, int rows, int columns) : this(data, rows, columns, columns)
    {
    }

    /// <summary>The first number.</summary>
    public float* Data => data;

    /// <summary>How many rows.</summary>
    public int Rows => rows;

    /// <summary>Numbers of a row.</summary>
    public int Columns => columns;

    /// <summary>Numbers from one row's beginning to the next's.</summary>
    public int Stride => stride;

    /// <summary>Whether there is none.</summary>
    public bool IsNone => data == null;

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => new(At(row), columns);

    /// <summary>Where a row begins.</summary>
    public float* At(int row) => data + ((long)row * stride);

    /// <summary>Some of the rows.</summary>
    public Matrix RowsFrom(int first, int count) => new(At(first), count, columns, stride);

    /// <summary>Some of the columns.</summary>
    public Matrix ColumnsFrom(int first, int count) => new(data + first, rows, count, stride);

    /// <summary>Copies all rows.</summary>
    /// <param name="target">Of as many rows and columns.</param>
    public void CopyTo(Matrix target)
    {
        for (int row = 0; row < rows; row++) Row(row).CopyTo(target.Row(row));
    }

    /// <summary>Adds another matrix to this.</summary>
    /// <param name="other">Of as many rows and columns.</param>
    public void Add(Matrix other)
    {
        for (int row = 0; row < rows; row++) TensorPrimitives.Add(Row(row), other.Row(row), Row(row));
    }

    /// <summary>Sets every number to 0.</summary>
    public void Clear()
    {
        for (int row = 0; row < rows; row++) Row(row).Clear();
    }
}
