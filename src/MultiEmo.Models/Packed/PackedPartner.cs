using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>The context features of a modality, which stay the same at every layer that asks it.</summary>
/// <param name="modality">Which.</param>
/// <param name="features">(N, D)</param>
/// <param name="visible">(N), which turns may be looked at; null: all.</param>
internal sealed class PackedPartner(Modality modality, Matrix features, bool[]? visible) : IDisposable
{
    private Panels? panels;

    /// <summary>Which.</summary>
    public Modality Modality => modality;

    /// <summary>(N, D)</summary>
    public Matrix Features => features;

    /// <summary>(N), which turns may be looked at; null: all.</summary>
    public bool[]? Visible => visible;

    /// <summary>(N, D), the gradient of the features, added to by all who asked.</summary>
    public Matrix Gradient { get; set; }

    /// <summary>The features as the right factor of the products that make the gradients of weights; arranged once for all who asked.</summary>
    /// <param name="threads">At most so many threads.</param>
    public Panels Panels(int threads) => panels ??= MultiEmo.Features.Numerics.Panels.Rent().Fill(StoredFactor.Of(features), threads);

    /// <summary>Gives the arranged features back.</summary>
    public void Dispose()
    {
        panels?.Dispose();
        panels = null;
    }
}
