using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>
/// Multi-head cross-attention (eqs. 2-4) of some turns to all turns of a partner that are kept: head_h = softmax((Q W_Q)(K W_K)^T / sqrt(d_k)) V W_V,
/// the heads side by side, then W_O.
/// </summary>
internal sealed class MultiHeadAttention
{
    private readonly Linear[] queries;     // H x (D/H, D)
    private readonly Linear[] keys;        // H x (D/H, D)
    private readonly Linear[] values;      // H x (D/H, D)
    private readonly Linear output;        // (D, D)
    private readonly int width, headWidth;

    /// <summary>Reads an attention.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="name">Its name.</param>
    /// <param name="architecture">Heads and width.</param>
    public MultiHeadAttention(WeightReader weights, string name, Architecture architecture)
    {
        (width, headWidth) = (architecture.Width, architecture.Width / architecture.Heads);
        Linear[] Heads(string part) => [.. Enumerable.Range(0, architecture.Heads)
            .Select(head => weights.Linear($"{name}.attention_heads.{head}.{part}_matrix", width, headWidth))];
        (queries, keys, values) = (Heads("query"), Heads("key"), Heads("value"));
        output = weights.Linear($"{name}.projection_matrix", width, width);
    }

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => queries.Concat(keys).Concat(values).Sum(linear => linear.Size) + output.Size;

    /// <summary>Nothing of a partner yet.</summary>
    public PartnerMemory Begin() => new(queries.Length, headWidth);

    /// <summary>Keeps the keys and values of more turns of the partner.</summary>
    /// <param name="memory">What was kept.</param>
    /// <param name="partner">(rows, D), their context features.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Remember(PartnerMemory memory, ReadOnlySpan<float> partner, int threads)
    {
        if (partner.IsEmpty) return;
        int rows = partner.Length / width;
        for (int head = 0; head < queries.Length; head++)
        {
            keys[head].Apply(partner, memory.Keys[head].Add(rows), threads);           // (rows, D/H)
            values[head].Apply(partner, memory.Values[head].Add(rows), threads);       // (rows, D/H)
        }
    }

    /// <summary>Lets turns look at what is kept of the partner.</summary>
    /// <param name="query">(rows, D)</param>
    /// <param name="memory">The partner's turns.</param>
    /// <param name="y">(rows, D), overwritten; zero where there is nothing to look at.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Attend(ReadOnlySpan<float> query, PartnerMemory memory, Span<float> y, Workspace workspace)
    {
        if (memory.Count == 0)
        {
            y.Clear();
            return;
        }
        var mark = workspace.Taken;
        int rows = query.Length / width;
        var heads = workspace.Span(rows * width);                                      // (rows, D)
        for (int head = 0; head < queries.Length; head++) Look(head, query, memory, heads, workspace);
        output.Apply(heads, y);                                                        // (rows, D)
        workspace.Rewind(mark);
    }

    private void Look(int head, ReadOnlySpan<float> query, PartnerMemory memory, Span<float> heads, Workspace workspace)
    {
        var mark = workspace.Taken;
        int rows = query.Length / width, turns = memory.Count;
        Span<float> asked = workspace.Span(rows * headWidth), attention = workspace.Span(rows * turns);
        queries[head].Apply(query, asked);                                             // (rows, D/H)
        Affine.Apply(asked, memory.Keys[head].All, default, attention, turns);         // (rows, T)
        for (int row = 0; row < rows; row++)
        {
            var own = attention.Slice(row * turns, turns);                             // (T)
            Rows.Softmax(own, 1 / MathF.Sqrt(headWidth));
            WeightedRows.Sum(own, memory.Values[head].All, heads.Slice((row * width) + (head * headWidth), headWidth));
        }
        workspace.Rewind(mark);
    }
}
