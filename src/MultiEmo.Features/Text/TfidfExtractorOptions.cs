using MultiEmo.Features.Transforms;

namespace MultiEmo.Features.Text;

/// <summary>How texts become vectors without a pretrained network.</summary>
public sealed record TfidfExtractorOptions
{
    /// <summary>What is counted and how it is weighted.</summary>
    public TfidfOptions Terms { get; init; } = new();

    /// <summary>How the counts are reduced, and to what width.</summary>
    public TruncatedSvdOptions Reduction { get; init; } = new();

    /// <summary>0 keeps each component's variance (U S), 1 makes all equal (U).</summary>
    public double Whitening { get; init; }
}
