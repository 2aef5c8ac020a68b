using System.Numerics.Tensors;
using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Models.Packed;

namespace MultiEmo.Models.Losses;

/// <summary>
/// The released form of all losses over packed outputs, with the gradient of their weighted sum: <see cref="TotalLoss"/> without libtorch.
/// </summary>
/// <param name="settings">Weights and parameters.</param>
/// <param name="sampleWeights">(C), w of SWFC.</param>
/// <param name="balance">(C), weights of cross-entropy; null: all 1.</param>
/// <param name="labels">(N); -1 where a turn is not scored.</param>
/// <param name="present">(N) of a modality, whether each turn has it; null: all do.</param>
internal sealed class LossRows(
    LossSettings settings, IReadOnlyList<double> sampleWeights, double[]? balance, long[] labels, Func<Modality, bool[]?> present)
{
    private const float Shortest = 1e-12f;      // of a z that is made one long

    private readonly int[] labelled = [.. Enumerable.Range(0, labels.Length).Where(turn => labels[turn] >= 0)];

    /// <summary>SWFC.</summary>
    public double Swfc { get; private set; }

    /// <summary>Soft-HGR.</summary>
    public double SoftHgr { get; private set; }

    /// <summary>Cross-entropy.</summary>
    public double CrossEntropy { get; private set; }

    /// <summary>Computes them.</summary>
    /// <param name="outputs">What the model says.</param>
    /// <param name="gradients">Set to the gradient of the weighted sum; null: not wanted.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <returns>The weighted sum.</returns>
    public double Total(PackedOutputs outputs, PackedOutputs? gradients, int threads)
    {
        using var space = Workspace.Rent();
        int[]? rows = labelled.Length == labels.Length ? null : labelled;
        Learned Of(Func<PackedOutputs, Matrix> part) => new(part(outputs), gradients is null ? default : part(gradients));
        if (settings.Swfc > 0) Swfc = Over(Of(all => all.Z), rows, space, z => Contrast(z, space, threads));
        if (settings.SoftHgr > 0) SoftHgr = Correlation(modality => Of(all => all.Fused[modality]), [.. outputs.Fused.Keys.Order()], space, threads);
        CrossEntropy = Over(Of(all => all.Logits), rows, space, logits => EntropyRows.Value(
            logits, [.. labelled.Select(turn => (int)labels[turn])], balance, settings.LabelSmoothing, settings.CrossEntropy));
        return (settings.SoftHgr * SoftHgr) + (settings.Swfc * Swfc) + (settings.CrossEntropy * CrossEntropy);
    }

    private static double Over(Learned all, int[]? rows, Workspace space, Func<Learned, double> loss)
    {
        var some = all.Only(rows, space);
        double value = loss(some);
        all.Add(rows, some);
        return value;
    }

    private double Correlation(Func<Modality, Learned> fused, Modality[] modalities, Workspace space, int threads)
    {
        double sum = 0;
        for (int i = 0; i < modalities.Length - 1; i++)
            for (int j = i + 1; j < modalities.Length; j++)
            {
                int[]? rows = Both(modalities[i], modalities[j]);
                if (rows is { Length: 0 }) continue;
                Learned first = fused(modalities[i]), second = fused(modalities[j]);
                Learned f = first.Only(rows, space), g = second.Only(rows, space);
                sum -= CorrelationRows.Value(f, g, -settings.SoftHgr, threads);
                first.Add(rows, f);
                second.Add(rows, g);
            }
        return sum;
    }

    // The labelled turns that have both modalities; null: all turns.
    private int[]? Both(Modality first, Modality second)
    {
        bool[]? one = present(first), other = present(second);
        if (one is null && other is null) return labelled.Length == labels.Length ? null : labelled;
        return [.. labelled.Where(turn => one?[turn] != false && other?[turn] != false)];
    }

    private double Contrast(Learned z, Workspace space, int threads)
    {
        int turns = z.Value.Rows, width = z.Value.Columns;
        var contrast = new ContrastRows([.. labelled.Select(turn => labels[turn])], sampleWeights, settings.Temperature, settings.Focus);
        var (unit, lengths) = (space.Take(turns, width), new float[turns]);                     // (N, D)
        var gradient = z.Gradient.IsNone ? default : space.Take(turns, width);                  // (N, D)
        for (int row = 0; row < turns; row++)
        {
            lengths[row] = Math.Max(TensorPrimitives.Norm<float>(z.Value.Row(row)), Shortest);
            TensorPrimitives.Divide(z.Value.Row(row), lengths[row], unit.Row(row));
        }
        double value = contrast.Value(unit, gradient, threads) / turns;
        if (gradient.IsNone) return value;
        for (int row = 0; row < turns; row++)
        {
            float share = (float)(settings.Swfc / turns) / lengths[row], along = TensorPrimitives.Dot<float>(unit.Row(row), gradient.Row(row));
            var target = z.Gradient.Row(row);
            TensorPrimitives.MultiplyAdd(gradient.Row(row), share, target, target);
            if (lengths[row] > Shortest) TensorPrimitives.MultiplyAdd(unit.Row(row), -share * along, target, target);
        }
        return value;
    }
}
