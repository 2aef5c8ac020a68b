using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Losses;

/// <summary>
/// The sums of SWFC (eqs. 18-19) and their gradient, a block of anchors at a time, so that no N x N matrix is kept:
/// <code>s_jg = exp(z_j . z_g / tau) / sum over s != j;   L = - sum_j w_j mean over g of the same label of (1 - s_jg)^gamma log s_jg</code>
/// </summary>
/// <param name="labels">(N), each in 0 .. C-1.</param>
/// <param name="weights">(C), w of each label.</param>
/// <param name="temperature">tau.</param>
/// <param name="focus">gamma.</param>
internal sealed class ContrastRows(long[] labels, IReadOnlyList<double> weights, double temperature, double focus)
{
    private const int Block = 96;       // anchors
    private readonly int[][] sameLabel = [.. Enumerable.Range(0, weights.Count).Select(label => Indices(labels, label))];

    /// <summary>L.</summary>
    /// <param name="z">(N, D)</param>
    /// <param name="gradient">(N, D), overwritten by the gradient of z; none: not wanted.</param>
    /// <param name="threads">At most so many threads; with another number the last digits may differ.</param>
    public double Value(Matrix z, Matrix gradient, int threads)
    {
        using var space = Workspace.Rent();
        using Panels columns = Panels.Rent().Fill(StoredFactor.Transposed(z), threads), rows = Panels.Rent();
        if (!gradient.IsNone) rows.Fill(StoredFactor.Of(z), threads);
        int blocks = (z.Rows + Block - 1) / Block, parts = Math.Min(threads, blocks);
        Matrix[] own = [.. Enumerable.Range(0, parts).Select(_ => gradient.IsNone ? gradient : space.TakeZeros(z.Rows, z.Columns))];
        var values = new double[parts];
        Crew.Run(parts, threads, part =>
        {
            for (int block = part; block < blocks; block += parts)
                values[part] += Anchors(z, block * Block, columns, rows, own[part]);
        });
        if (gradient.IsNone) return values.Sum();
        gradient.Clear();
        foreach (var part in own) gradient.Add(part);
        return values.Sum();
    }

    private static int[] Indices(long[] labels, int label) => [.. Enumerable.Range(0, labels.Length).Where(index => labels[index] == label)];

    private double Anchors(Matrix z, int first, Panels columns, Panels rows, Matrix gradient)
    {
        int count = Math.Min(Block, z.Rows - first);
        var space = Workspace.OfThread;
        var mark = space.Taken;
        var anchors = z.RowsFrom(first, count);                                 // (block, D)
        Matrix scores = space.Take(count, z.Rows), shares = space.Take(count, z.Rows);
        Product.Of(anchors, columns, scores);                                   // (block, N)
        double value = 0;
        for (int row = 0; row < count; row++) value += Anchor(first + row, scores.Row(row), shares.Row(row), !gradient.IsNone);
        if (!gradient.IsNone)
        {
            Product.Of(shares, rows, gradient.RowsFrom(first, count), new Finish(add: true));
            using var panels = Panels.Rent().Fill(StoredFactor.Of(anchors));
            Product.OfTransposed(shares, panels, gradient, new Finish(add: true));
        }
        space.Rewind(mark);
        return value;
    }

    // Of one anchor; the shares become the gradient of its products with all others.
    private double Anchor(int anchor, Span<float> scores, Span<float> shares, bool learns)
    {
        int[] positives = sameLabel[labels[anchor]];
        double factor = positives.Length < 2 ? 0 : -weights[(int)labels[anchor]] / (positives.Length - 1);
        if (factor == 0) { shares.Clear(); return 0; }
        TensorPrimitives.Multiply(scores, (float)(1 / temperature), scores);
        scores[anchor] = float.NegativeInfinity;
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Exp(scores, shares);
        float sum = TensorPrimitives.Sum<float>(shares), log = MathF.Log(sum);
        double value = 0, slopes = 0;
        foreach (int other in positives)
            if (other != anchor)
            {
                var term = new Term(scores[other] - log, focus);
                value += term.Value;
                slopes += term.Slope;
                scores[other] = (float)term.Slope;
            }
        if (!learns) return factor * value;
        double all = factor / temperature;
        TensorPrimitives.Multiply(shares, (float)(-all * slopes / sum), shares);
        foreach (int other in positives)
            if (other != anchor) shares[other] += (float)(all * scores[other]);
        return factor * value;
    }

    // (1 - s)^gamma log s of one positive, and its slope by log s.
    private readonly ref struct Term
    {
        private const double Nearly = 1e-30;    // stands for 1 - s = 0, where a gamma below 1 has no finite slope

        public Term(double log, double focus)
        {
            double share = Math.Exp(log), rest = 1 - share;
            double power = Math.Pow(Math.Max(rest, Nearly), focus);
            Value = power * log;
            Slope = power - (rest <= Nearly ? 0 : focus * (power / rest) * share * log);
        }

        public double Value { get; }

        public double Slope { get; }
    }
}
