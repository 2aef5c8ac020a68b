using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>
/// A part of a MultiAttn layer that ends with LayerNorm(x + ...). What goes in is not kept, as the part before can write it once more.
/// </summary>
internal interface IPackedSublayer
{
    /// <summary>Runs the part.</summary>
    /// <param name="x">(N, D)</param>
    /// <param name="y">(N, D), overwritten.</param>
    void Forward(Matrix x, Matrix y);

    /// <summary>Writes the y of the last run once more.</summary>
    /// <param name="y">(N, D), overwritten.</param>
    void Again(Matrix y);

    /// <summary>The way back.</summary>
    /// <param name="x">(N, D), what went in.</param>
    /// <param name="dy">(N, D), becomes the gradient of x.</param>
    void Backward(Matrix x, Matrix dy);
}
