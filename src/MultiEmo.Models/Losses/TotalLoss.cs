using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary>
/// The training loss (eq. 22): mu_1 SWFC + mu_2 Soft-HGR + (1 - mu_1 - mu_2) cross-entropy, in the paper's form divided by N, the
/// utterances of the batch; the released losses contain that 1/N already. Turns without a label take no part.
/// </summary>
public sealed class TotalLoss
{
    private readonly LossSettings settings;
    private readonly SwfcLoss swfc;
    private readonly SoftHgrLoss softHgr;
    private readonly double[] balance;

    /// <summary>Creates the loss.</summary>
    /// <param name="settings">Form, weights and parameters.</param>
    /// <param name="classCounts">Training utterances per class.</param>
    public TotalLoss(LossSettings settings, IReadOnlyList<long> classCounts)
    {
        this.settings = settings;
        swfc = new SwfcLoss(settings, classCounts);
        softHgr = new SoftHgrLoss(settings.Form);
        double all = classCounts.Sum();
        balance = [.. classCounts.Select(count => count == 0 ? 0 : Math.Pow(all / count, settings.Balance))];
    }

    /// <summary>The losses of a batch.</summary>
    /// <param name="scores">Scores of the N real turns.</param>
    /// <param name="labels">(N) int64; -1 where a turn is not scored.</param>
    /// <returns>Null when no turn of the batch has a label.</returns>
    public LossTerms? Of(Scores scores, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var labelled = labels.ge(Scalars.Of(0)).nonzero().squeeze(-1);                                // (M)
        if (labelled.shape[0] == 0) return null;
        if (scores.Packed is { } packed && settings.Form == LossForm.Released)
            return LossFunction.Run(Rows(scores, labels), packed).MoveToOuterDisposeScope();
        if (labelled.shape[0] < labels.shape[0]) (scores, labels) = (scores.Select(labelled), labels.index_select(0, labelled));
        return Terms(scores, labels).MoveToOuterDisposeScope();
    }

    private LossRows Rows(Scores scores, Tensor labels) => new(
        settings, swfc.Weights, settings.Balance == 0 ? null : balance, labels.contiguous().data<long>().ToArray(), LossFunction.Present(scores));

    private LossTerms Terms(Scores scores, Tensor labels)
    {
        bool released = settings.Form == LossForm.Released;
        Tensor Nothing() => zeros([], scores.Logits.dtype, scores.Logits.device);                     // ()
        var contrast = settings.Swfc == 0 ? Nothing() : swfc.Of(scores.Fused, labels);                // ()
        var correlation = settings.SoftHgr == 0 ? Nothing() : softHgr.Of(scores);                     // ()
        var weight = settings.Balance == 0 ? null : tensor(balance, dtype: scores.Logits.dtype, device: scores.Logits.device);   // (C)
        var entropy = nn.functional.cross_entropy(scores.Logits, labels, weight,
            reduction: released ? nn.Reduction.Mean : nn.Reduction.Sum, label_smoothing: settings.LabelSmoothing);   // ()
        var total = Weighted(correlation, settings.SoftHgr) + Weighted(contrast, settings.Swfc) + Weighted(entropy, settings.CrossEntropy);
        if (!released) total = total.div(Scalars.Of((double)labels.shape[0]));                        // ()
        return new LossTerms(total, contrast, correlation, entropy);
    }

    private static Tensor Weighted(Tensor loss, double weight) => loss.mul(Scalars.Of(weight));         // ()
}
