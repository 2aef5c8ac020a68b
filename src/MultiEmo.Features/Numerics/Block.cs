namespace MultiEmo.Features.Numerics;

/// <summary>Parts of some panels of a right factor: each depth after depth.</summary>
/// <param name="data">The first panel's first number.</param>
/// <param name="depth">Rows of the parts.</param>
/// <param name="next">Numbers from one panel to the next.</param>
internal readonly unsafe struct Block(float* data, int depth, long next)
{
    /// <summary>Rows of the parts.</summary>
    public int Depth => depth;

    /// <summary>A panel's part.</summary>
    public float* this[int panel] => data + (panel * next);
}
