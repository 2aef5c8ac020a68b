using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>A layer: attention, then W_2 gelu(W_1 x), each with residual connection and LayerNorm after it.</summary>
public sealed class RobertaLayer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly RobertaAttention attention;
    private readonly RobertaIntermediate intermediate;
    private readonly RobertaOutput output;

    /// <summary>Creates the layer.</summary>
    public RobertaLayer(RobertaSettings settings) : base(nameof(RobertaLayer))
    {
        attention = new RobertaAttention(settings);
        intermediate = new RobertaIntermediate(settings);
        output = new RobertaOutput(settings, settings.Hidden);
        RegisterComponents();
    }

    /// <summary>The attention, for who wants to look at it.</summary>
    public RobertaSelfAttention Attention => attention.Self;

    internal RobertaOutput Attended => attention.Output;

    internal Linear Widening => intermediate.Dense;

    internal RobertaOutput Output => output;

    /// <summary>Runs the layer.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <returns>(B, S, D)</returns>
    public override Tensor forward(Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        return Feed(attention.call(hidden, mask)).MoveToOuterDisposeScope();                           // (B, S, D)
    }

    /// <summary>Runs the layer for the first token alone, which sees all.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <returns>(B, 1, D)</returns>
    public Tensor First(Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        return Feed(attention.First(hidden, mask)).MoveToOuterDisposeScope();                          // (B, 1, D)
    }

    private Tensor Feed(Tensor attended) => output.call(intermediate.call(attended), attended);        // (B, S, D)
}

/// <summary>The first half of the feed-forward: gelu(W x + b), gelu by the error function.</summary>
public sealed class RobertaIntermediate : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;

    /// <summary>Creates the half.</summary>
    public RobertaIntermediate(RobertaSettings settings) : base(nameof(RobertaIntermediate))
    {
        dense = RobertaParts.Linear(settings, settings.Width, settings.Hidden);
        RegisterComponents();
    }

    internal Linear Dense => dense;

    /// <summary>Runs it.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <returns>(B, S, F)</returns>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var wide = dense.call(hidden);                                                                      // (B, S, F)
        return nn.functional.gelu(wide, inplace: !is_grad_enabled()).MoveToOuterDisposeScope();             // fresh memory costs time
    }
}
