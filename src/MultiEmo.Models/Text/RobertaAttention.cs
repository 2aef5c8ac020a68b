using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>The first sublayer of a layer: self-attention, then projection, residual connection and LayerNorm.</summary>
public sealed class RobertaAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly RobertaSelfAttention self;
    private readonly RobertaOutput output;

    /// <summary>Creates the sublayer.</summary>
    public RobertaAttention(RobertaSettings settings) : base(nameof(RobertaAttention))
    {
        self = new RobertaSelfAttention(settings);
        output = new RobertaOutput(settings, settings.Width);
        RegisterComponents();
    }

    /// <summary>The attention itself, for who wants to look at it.</summary>
    public RobertaSelfAttention Self => self;

    internal RobertaOutput Output => output;

    /// <summary>Runs the sublayer.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <returns>(B, S, D)</returns>
    public override Tensor forward(Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        return output.call(self.call(hidden, mask), hidden).MoveToOuterDisposeScope();    // (B, S, D)
    }

    /// <summary>Runs the sublayer for the first token alone, which sees all.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <returns>(B, 1, D)</returns>
    public Tensor First(Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var first = hidden.narrow(1, 0, 1);                                                         // (B, 1, D)
        return output.call(self.Look(first, hidden, mask), first).MoveToOuterDisposeScope();         // (B, 1, D)
    }
}
