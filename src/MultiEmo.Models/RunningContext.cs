using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>The context attention of the turns so far, as a sum that the next turn continues.</summary>
/// <param name="Sum">(B, D), global states weighted by exp(score - highest).</param>
/// <param name="Weight">(B, 1), the sum of those weights.</param>
/// <param name="Highest">(B, 1), the highest score so far, a constant to the gradient.</param>
public sealed record RunningContext(Tensor Sum, Tensor Weight, Tensor Highest)
{
    /// <summary>c_t: (B, D).</summary>
    public Tensor Value => Sum / Weight;
}
