using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training;

/// <summary>How an optimizer draws parameters to zero.</summary>
/// <param name="Factor">How strongly; 0: not at all.</param>
public sealed record WeightDecay(double Factor)
{
    /// <summary>
    /// Whether a parameter shrinks by learning rate times factor in each step (AdamW, Loshchilov and Hutter 2019); else the parameter times the
    /// factor is added to its gradient.
    /// </summary>
    public bool Decoupled { get; init; }

    /// <summary>Whether parameters of one dimension, as biases and those of LayerNorm are, do not decay.</summary>
    public bool MatricesAlone { get; init; }

    /// <summary>The decay of one parameter.</summary>
    public WeightDecay On(Tensor parameter) => MatricesAlone && parameter.dim() < 2 ? this with { Factor = 0 } : this;
}
