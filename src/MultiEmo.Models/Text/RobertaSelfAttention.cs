using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>Multi-head self-attention over the tokens of an input; padding is seen by nobody.</summary>
public sealed class RobertaSelfAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly RobertaSettings settings;

    /// <summary>Creates the attention.</summary>
    public RobertaSelfAttention(RobertaSettings settings) : base(nameof(RobertaSelfAttention))
    {
        this.settings = settings;
        (query, key, value) = (Projection(), Projection(), Projection());
        RegisterComponents();
    }

    internal Linear Query => query;

    internal Linear Key => key;

    internal Linear Value => value;

    /// <summary>Lets every token look at the tokens of its input.</summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool, true where no padding is.</param>
    /// <returns>(B, S, D), the heads side by side.</returns>
    public override Tensor forward(Tensor hidden, Tensor mask) => Look(hidden, hidden, mask);

    /// <summary>Lets some tokens look at all tokens of their input.</summary>
    /// <param name="tokens">(B, R, D), those that look.</param>
    /// <param name="hidden">(B, S, D), those that are looked at.</param>
    /// <param name="mask">(B, S) bool, true where no padding is.</param>
    /// <returns>(B, R, D), the heads side by side.</returns>
    public Tensor Look(Tensor tokens, Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values) = (Heads(query, tokens), Heads(key, hidden), Heads(value, hidden));         // (B, H, R or S, K)
        double dropout = training ? settings.AttentionDropout : 0;
        var shown = mask.unsqueeze(1).unsqueeze(1);                                                             // (B, 1, 1, S)
        var seen = nn.functional.scaled_dot_product_attention(queries, keys, values, shown, dropout);           // (B, H, R, K)
        return seen.transpose(1, 2).flatten(2).MoveToOuterDisposeScope();                                       // (B, R, D)
    }

    /// <summary>
    /// How much every token looks at every other: (B, H, S, S), rows sum to 1. For who wants to look: the network itself never has it as a whole.
    /// </summary>
    /// <param name="hidden">(B, S, D)</param>
    /// <param name="mask">(B, S) bool, true where no padding is.</param>
    public Tensor Attention(Tensor hidden, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var keys = Heads(key, hidden).transpose(-2, -1);                                                        // (B, H, K, S)
        var queries = Heads(query, hidden).div(Scalars.Of(Math.Sqrt(settings.Width / settings.Heads)));         // (B, H, S, K)
        var hides = mask.logical_not().unsqueeze(1).unsqueeze(1);                                               // (B, 1, 1, S)
        var score = queries.matmul(keys).masked_fill_(hides, Scalars.Of(-1e30));                                // (B, H, S, S)
        return score.softmax(-1).MoveToOuterDisposeScope();
    }

    private Tensor Heads(Linear projection, Tensor hidden) =>
        projection.call(hidden).unflatten(2, [settings.Heads, settings.Width / settings.Heads]).transpose(1, 2);   // (B, H, S, K)

    private Linear Projection() => RobertaParts.Linear(settings, settings.Width, settings.Width);
}
