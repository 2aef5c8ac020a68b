using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Residual connection with LayerNorm after it (post-norm): LayerNorm(x + dropout(sublayer)).</summary>
public sealed class AddNorm : torch.nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerNorm layer_norm;
    private readonly double dropout;

    /// <summary>Creates the connection.</summary>
    /// <param name="width">D.</param>
    /// <param name="dropout">Rate on the sublayer's output while training.</param>
    public AddNorm(int width, double dropout) : base(nameof(AddNorm))
    {
        this.dropout = dropout;
        layer_norm = torch.nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>Adds a sublayer's output.</summary>
    /// <param name="input">(B, T, D)</param>
    /// <param name="sublayer">(B, T, D)</param>
    /// <returns>(B, T, D)</returns>
    public override Tensor forward(Tensor input, Tensor sublayer) =>
        layer_norm.call(input + torch.nn.functional.dropout(sublayer, dropout, training));
}
