using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>The context features of a modality, which stay the same at every layer that asks it.</summary>
/// <param name="modality">Which.</param>
/// <param name="features">(N, D)</param>
/// <param name="visible">(N), which turns may be looked at; null: all.</param>
internal sealed class PackedPartner(Modality modality, Matrix features, bool[]? visible)
{
    /// <summary>Which.</summary>
    public Modality Modality => modality;

    /// <summary>(N, D)</summary>
    public Matrix Features => features;

    /// <summary>(N), which turns may be looked at; null: all.</summary>
    public bool[]? Visible => visible;

    /// <summary>(N, D), the gradient of the features, added to by all who asked.</summary>
    public Matrix Gradient { get; set; }
}
