using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>A weight arranged for products, for one pass or kept for more; disposing gives it back where it is of one pass.</summary>
/// <param name="panels">The weight.</param>
/// <param name="kept">Whether somebody else gives it back.</param>
internal readonly struct ArrangedWeight(Panels panels, bool kept) : IDisposable
{
    /// <summary>The weight.</summary>
    public Panels Panels => panels;

    /// <summary>Gives it back where it is of this pass.</summary>
    public void Dispose()
    {
        if (!kept) panels.Dispose();
    }
}
