using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>
/// One layer of MultiAttn (eqs. 5-12): attention to the first partner, then to the second, then the feed-forward network, each with residual and
/// LayerNorm after it. An attention whose partner is left out of the model is left out too.
/// </summary>
internal sealed class MultiAttnLayer
{
    private readonly AddNorm[] norms;
    private readonly HiddenLayer feedforward;
    private readonly AddNorm last;

    /// <summary>Reads a layer.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="name">Its name.</param>
    /// <param name="architecture">Widths and heads.</param>
    /// <param name="partners">The places, 1 and 2, of the partners that are in the model.</param>
    public MultiAttnLayer(WeightReader weights, string name, Architecture architecture, IReadOnlyList<int> partners)
    {
        int width = architecture.Width;
        Attentions = [.. partners.Select(place => new MultiHeadAttention(weights, $"{name}.attn_{place}", architecture))];
        norms = [.. partners.Select(place => new AddNorm(weights, $"{name}.add_norm_{place}", width))];
        feedforward = new HiddenLayer(
            weights.Linear($"{name}.ff.linear_W1", width, architecture.Hidden), weights.Linear($"{name}.ff.linear_W2", architecture.Hidden, width));
        last = new AddNorm(weights, $"{name}.add_norm_3", width);
    }

    /// <summary>The attentions to the partners, in their order.</summary>
    public MultiHeadAttention[] Attentions { get; }

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => Attentions.Sum(attention => attention.Size) + norms.Sum(norm => norm.Size) + feedforward.Size + last.Size;

    /// <summary>Runs the layer on some turns, in place.</summary>
    /// <param name="rows">(rows, D), F^(j-1), then F^(j).</param>
    /// <param name="memories">What each attention keeps of its partner.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Apply(Span<float> rows, ReadOnlySpan<PartnerMemory> memories, Workspace workspace)
    {
        var mark = workspace.Taken;
        var sublayer = workspace.Span(rows.Length);                         // (rows, D)
        for (int partner = 0; partner < Attentions.Length; partner++)
        {
            Attentions[partner].Attend(rows, memories[partner], sublayer, workspace);
            norms[partner].Apply(rows, sublayer);
        }
        feedforward.Apply(rows, sublayer, workspace);
        last.Apply(rows, sublayer);
        workspace.Rewind(mark);
    }
}
