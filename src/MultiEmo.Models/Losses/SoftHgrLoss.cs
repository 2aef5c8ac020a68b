using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary>
/// Soft-HGR loss (eq. 20): minus the sum over the pairs of fused modalities of E[f^T g] - 1/2 tr(cov(f) cov(g)), in closed form.
/// Released form: features not centred over the batch; covariances with samples as variables (N x N, centred over the features), whose
/// trace is ||F_c^T G_c||^2 / (D-1)^2, divided by N; the sum divided by N again. Paper form: features centred over the batch, E over N, D x D
/// covariances over N-1; 0 for a batch of one. A turn that lacks one modality of a pair is no part of that pair.
/// </summary>
public sealed class SoftHgrLoss(LossForm form)
{
    /// <summary>The loss of a batch: a scalar; 0 with a single modality.</summary>
    /// <param name="scores">Fused features (N, D) of each modality, and where they are absent.</param>
    public Tensor Of(Scores scores)
    {
        using var scope = NewDisposeScope();
        var total = zeros([], scores.Fused.dtype, scores.Fused.device);                               // ()
        var modalities = scores.Modalities;
        for (int i = 0; i < modalities.Count - 1; i++)
            for (int j = i + 1; j < modalities.Count; j++)
                total = total - Pair(modalities[i], modalities[j]);                                   // ()
        return total.MoveToOuterDisposeScope();
    }

    private Tensor Pair(FusedModality first, FusedModality second)
    {
        var (f, g) = (first.Features, second.Features);                                               // (N, D)
        if (first.Present is not null || second.Present is not null)
        {
            var both = Both(first.Present, second.Present).nonzero().squeeze(-1);                     // (M)
            (f, g) = (f.index_select(0, both), g.index_select(0, both));                              // (M, D)
        }
        if (f.shape[0] == 0) return zeros([], f.dtype, f.device);
        return form == LossForm.Released ? Released(f, g) : Paper(f, g);
    }

    private static Tensor Both(Tensor? first, Tensor? second) =>
        first is null ? second! : second is null ? first : first.logical_and(second);                 // (N)

    private static Tensor Released(Tensor f, Tensor g)
    {
        double n = f.shape[0], freedom = f.shape[1] - 1;
        var centredF = f - f.mean([1], keepdim: true);                                                // (N, D)
        var centredG = g - g.mean([1], keepdim: true);                                                // (N, D)
        var trace = centredF.t().matmul(centredG).square().sum().div(Scalars.Of(freedom * freedom));   // ()
        var mean = (f * g).sum() - trace.div(Scalars.Of(2.0));                                        // (), n times the term
        return mean.div(Scalars.Of(n * n));                                                           // ()
    }

    private static Tensor Paper(Tensor f, Tensor g)
    {
        double n = f.shape[0];
        if (n == 1) return zeros([], f.dtype, f.device);
        var centredF = f - f.mean([0], keepdim: true);                                                // (N, D)
        var centredG = g - g.mean([0], keepdim: true);                                                // (N, D)
        var covarianceF = centredF.t().matmul(centredF).div(Scalars.Of(n - 1));                       // (D, D)
        var covarianceG = centredG.t().matmul(centredG).div(Scalars.Of(n - 1));                       // (D, D)
        return (centredF * centredG).sum().div(Scalars.Of(n)) - (covarianceF * covarianceG).sum().div(Scalars.Of(2.0));   // ()
    }
}
