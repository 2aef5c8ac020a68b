using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>The end of a sublayer: LayerNorm(x + dropout(W h + b)).</summary>
public sealed class RobertaOutput : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;
    private readonly double dropout;

    /// <summary>Creates the end of a sublayer.</summary>
    /// <param name="settings">The network's shape.</param>
    /// <param name="inputs">Width of h.</param>
    public RobertaOutput(RobertaSettings settings, int inputs) : base(nameof(RobertaOutput))
    {
        dropout = settings.Dropout;
        dense = RobertaParts.Linear(settings, inputs, settings.Width);
        LayerNorm = RobertaParts.LayerNorm(settings);
        RegisterComponents();
    }

    internal Linear Dense => dense;

    internal LayerNorm Norm => LayerNorm;

    /// <summary>Adds the sublayer to its input.</summary>
    /// <param name="sublayer">(B, S, inputs), h.</param>
    /// <param name="input">(B, S, D), x.</param>
    /// <returns>(B, S, D)</returns>
    public override Tensor forward(Tensor sublayer, Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = nn.functional.dropout(dense.call(sublayer), dropout, training);    // (B, S, D)
        var sum = is_grad_enabled() ? output + input : output.add_(input);              // in its place: fresh memory costs more than the sum
        return LayerNorm.call(sum).MoveToOuterDisposeScope();
    }
}
