using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>
/// softmax(Q K^T / sqrt(d_k)) V within each conversation, head by head, a block of asking turns at a time, so that memory is linear in the turns. The
/// way back computes the attention once more instead of keeping it.
/// </summary>
/// <param name="turns">The turns of the batch.</param>
/// <param name="heads">H.</param>
/// <param name="visible">(N), which turns may be looked at; null: all. A conversation without any is left at 0.</param>
/// <param name="threads">At most so many threads.</param>
internal sealed unsafe class TurnAttention(PackedTurns turns, int heads, bool[]? visible, int threads)
{
    private const int Block = 96;       // asking turns
    private const int Long = 512;       // turns of a conversation from which on its heads are shared out

    /// <summary>The heads' outputs side by side.</summary>
    /// <param name="q">(N, D)</param>
    /// <param name="kv">(N, 2D), keys and values.</param>
    /// <param name="output">(N, D), overwritten.</param>
    public void Forward(Matrix q, Matrix kv, Matrix output) =>
        Each((conversation, head) => Forward(new Part(this, q, kv, conversation, head), Head(output, conversation, head)));

    /// <summary>The gradients of queries, keys and values.</summary>
    /// <param name="q">(N, D)</param>
    /// <param name="kv">(N, 2D)</param>
    /// <param name="output">(N, D), what the way there wrote.</param>
    /// <param name="dOutput">(N, D), its gradient.</param>
    /// <param name="dq">(N, D), overwritten.</param>
    /// <param name="dkv">(N, 2D), overwritten.</param>
    public void Backward(Matrix q, Matrix kv, Matrix output, Matrix dOutput, Matrix dq, Matrix dkv)
    {
        int width = q.Columns;
        Each((conversation, head) =>
        {
            var gradient = new Gradient(Head(output, conversation, head), Head(dOutput, conversation, head), Head(dq, conversation, head),
                Head(dkv.ColumnsFrom(0, width), conversation, head), Head(dkv.ColumnsFrom(width, width), conversation, head));
            Backward(new Part(this, q, kv, conversation, head), gradient);
        });
    }

    private void Each(Action<int, int> part)
    {
        int[] all = [.. Enumerable.Range(0, turns.Conversations)];
        int[] whole = [.. all.Where(conversation => turns.Length(conversation) < Long)];
        Crew.Run(whole.Length, threads, index =>
        {
            for (int head = 0; head < heads; head++) part(whole[index], head);
        });
        foreach (int conversation in all.Except(whole)) Crew.Run(heads, threads, head => part(conversation, head));
    }

    private Matrix Head(Matrix all, int conversation, int head) =>
        all.RowsFrom(turns.First[conversation], turns.Length(conversation)).ColumnsFrom(head * (all.Columns / heads), all.Columns / heads);

    private ReadOnlyMemory<bool>? Visible(int conversation) =>
        visible is null ? default(ReadOnlyMemory<bool>?) : visible.AsMemory(turns.First[conversation], turns.Length(conversation));

    private static void Forward(Part part, Matrix output)
    {
        if (!part.Seen) { output.Clear(); return; }
        var space = Workspace.OfThread;
        var mark = space.Taken;
        using Panels keys = Panels.Rent().Fill(StoredFactor.Transposed(part.Keys)), values = Panels.Rent().Fill(StoredFactor.Of(part.Values));
        foreach (var rows in Blocks(output.Rows))
        {
            var shares = part.Shares(rows, keys, space);
            Product.Of(shares, values, output.RowsFrom(rows.First, rows.Count));        // (block, D/H)
            space.Rewind(mark);
        }
    }

    private static void Backward(Part part, Gradient gradient)
    {
        gradient.DKeys.Clear();
        gradient.DValues.Clear();
        if (!part.Seen) { gradient.DQueries.Clear(); return; }
        var space = Workspace.OfThread;
        var mark = space.Taken;
        using Panels keys = Panels.Rent().Fill(StoredFactor.Transposed(part.Keys)), values = Panels.Rent().Fill(StoredFactor.Transposed(part.Values));
        using var back = Panels.Rent().Fill(StoredFactor.Of(part.Keys));
        foreach (var rows in Blocks(gradient.Output.Rows))
        {
            var shares = part.Shares(rows, keys, space);                                // (block, T)
            var dOutput = gradient.DOutput.RowsFrom(rows.First, rows.Count);            // (block, D/H)
            using (var right = Panels.Rent().Fill(StoredFactor.Of(dOutput)))
                Product.OfTransposed(shares, right, gradient.DValues, new Finish(add: true));
            var scores = space.Take(rows.Count, part.Keys.Rows);                        // (block, T)
            Product.Of(dOutput, values, scores);
            part.ThroughSoftmax(shares, scores, gradient.Output.RowsFrom(rows.First, rows.Count), dOutput);
            Product.Of(scores, back, gradient.DQueries.RowsFrom(rows.First, rows.Count));
            using (var right = Panels.Rent().Fill(StoredFactor.Of(part.Queries.RowsFrom(rows.First, rows.Count))))
                Product.OfTransposed(scores, right, gradient.DKeys, new Finish(add: true));
            space.Rewind(mark);
        }
    }

    private static IEnumerable<Rows> Blocks(int count)
    {
        for (int first = 0; first < count; first += Block) yield return new Rows(first, Math.Min(Block, count - first));
    }

    private readonly record struct Rows(int First, int Count);

    private readonly struct Gradient(Matrix output, Matrix dOutput, Matrix dQueries, Matrix dKeys, Matrix dValues)
    {
        public Matrix Output => output;

        public Matrix DOutput => dOutput;

        public Matrix DQueries => dQueries;

        public Matrix DKeys => dKeys;

        public Matrix DValues => dValues;
    }

    // One head of one conversation.
    private readonly struct Part
    {
        private readonly ReadOnlyMemory<bool>? visible;
        private readonly float scale;

        public Part(TurnAttention all, Matrix q, Matrix kv, int conversation, int head)
        {
            int width = q.Columns;
            Queries = all.Head(q, conversation, head);
            Keys = all.Head(kv.ColumnsFrom(0, width), conversation, head);
            Values = all.Head(kv.ColumnsFrom(width, width), conversation, head);
            scale = 1 / MathF.Sqrt(Keys.Columns);
            visible = all.Visible(conversation);
        }

        public Matrix Queries { get; }

        public Matrix Keys { get; }

        public Matrix Values { get; }

        public bool Seen => visible is not { } there || there.Span.Contains(true);

        // (block, T), how much of each turn goes into each asking turn's output.
        public Matrix Shares(Rows rows, Panels keys, Workspace space)
        {
            var shares = space.Take(rows.Count, Keys.Rows);
            Product.Of(Queries.RowsFrom(rows.First, rows.Count), keys, shares);
            for (int row = 0; row < shares.Rows; row++)
            {
                var scores = shares.Row(row);
                if (visible is { } there)
                    for (int i = 0; i < scores.Length; i++)
                        if (!there.Span[i]) scores[i] = -1e30f;
                Features.Numerics.Rows.Softmax(scores, scale);
            }
            return shares;
        }

        // The gradient of the shares becomes that of the products of queries and keys.
        public void ThroughSoftmax(Matrix shares, Matrix dShares, Matrix output, Matrix dOutput)
        {
            for (int row = 0; row < shares.Rows; row++)
            {
                float mean = TensorPrimitives.Dot<float>(output.Row(row), dOutput.Row(row));
                var gradient = dShares.Row(row);
                TensorPrimitives.Subtract(gradient, mean, gradient);
                TensorPrimitives.Multiply(gradient, shares.Row(row), gradient);
                TensorPrimitives.Multiply(gradient, scale, gradient);
            }
        }
    }
}
