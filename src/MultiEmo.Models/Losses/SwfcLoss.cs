using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary>
/// Sample-weighted focal contrastive loss (eqs. 18-19) in closed form: one N x N product, no loop over anchors.
/// <code>s_jg = exp(z_j . z_g / tau) / sum over s != j;   L = - sum_j w(y_j) mean over g of the same label of (1 - s_jg)^gamma log s_jg</code>
/// Released form: z of unit length, w = (n / n_c)^alpha made to sum to 1 over the classes, the mean over the N anchors. Paper form: z as it is,
/// w = (n / n_c)^alpha, the sum. The formula leaves open whose counts n and n_c are: here they are those of the training utterances.
/// An anchor without a positive adds nothing.
/// </summary>
public sealed class SwfcLoss
{
    private const double Never = -1e30;     // stands for -inf and keeps a batch of one finite
    private const double Nearly = 1e-30;    // stands for 1 - s = 0, where a gamma below 1 has no finite slope

    private readonly LossSettings settings;
    private readonly double[] weights;

    /// <summary>Creates the loss.</summary>
    /// <param name="settings">Form, tau, gamma and alpha.</param>
    /// <param name="classCounts">Training utterances per class.</param>
    public SwfcLoss(LossSettings settings, IReadOnlyList<long> classCounts)
    {
        this.settings = settings;
        weights = ClassWeights(settings, classCounts);
    }

    /// <summary>w per class; a class without training utterances has weight 0.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The loss of a batch: a scalar.</summary>
    /// <param name="z">(N, D), fused features of the labelled turns (eq. 14).</param>
    /// <param name="labels">(N) int64, each in 0 .. C-1.</param>
    public Tensor Of(Tensor z, Tensor labels)
    {
        using var scope = NewDisposeScope();
        bool released = settings.Form == LossForm.Released;
        var type = z.dtype;
        if (released && ContrastFunction.Serves(z)) return Blocked(z, labels).MoveToOuterDisposeScope();
        z = released ? nn.functional.normalize(z, dim: -1) : z.to(ScalarType.Float64);                // (N, D); long z need the digits
        var self = eye(z.shape[0], dtype: ScalarType.Bool, device: z.device);                       // (N, N)
        var similarity = z.matmul(z.t()).div(Scalars.Of(settings.Temperature)).masked_fill(self, Scalars.Of(Never));   // (N, N)
        var log = similarity.log_softmax(-1).masked_fill(self, Scalars.Of(-1.0));                     // (N, N), log s; the diagonal is left out below
        var focus = log.expm1().neg().clamp_min(Scalars.Of(Nearly)).pow(Scalars.Of(settings.Focus));  // (N, N), (1 - s)^gamma
        var positive = labels.unsqueeze(0).eq(labels.unsqueeze(1)).logical_and(self.logical_not()).to(z.dtype);   // (N, N)
        var perAnchor = (focus * log * positive).sum(-1) / positive.sum(-1).clamp_min(Scalars.Of(1.0));   // (N)
        var weight = tensor(weights, dtype: z.dtype, device: z.device).index_select(0, labels);   // (N)
        var total = (perAnchor * weight).sum().neg();                                                 // ()
        return (released ? total.div(Scalars.Of((double)z.shape[0])) : total.to(type)).MoveToOuterDisposeScope();
    }

    // The same, a block of anchors at a time and without an N x N matrix.
    private Tensor Blocked(Tensor z, Tensor labels)
    {
        var rows = new ContrastRows(labels.data<long>().ToArray(), weights, settings.Temperature, settings.Focus);
        return ContrastFunction.Run(nn.functional.normalize(z, dim: -1), rows).div(Scalars.Of((double)z.shape[0]));   // ()
    }

    private static double[] ClassWeights(LossSettings settings, IReadOnlyList<long> counts)
    {
        double all = counts.Sum();
        double[] weights = [.. counts.Select(count => count == 0 ? 0 : Math.Pow(all / count, settings.SampleWeight))];
        if (settings.Form == LossForm.Paper) return weights;
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
