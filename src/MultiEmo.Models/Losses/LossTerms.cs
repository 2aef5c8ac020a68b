using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary>The losses of a batch, scalars; the total has a gradient.</summary>
/// <param name="Total">Eq. 22 without the L2 term, which is the optimizer's weight decay.</param>
/// <param name="Swfc">Eqs. 18-19; a mean in the released form, a sum in the paper's.</param>
/// <param name="SoftHgr">Eq. 20.</param>
/// <param name="CrossEntropy">Eq. 21; a mean in the released form, a sum in the paper's.</param>
public sealed record LossTerms(Tensor Total, Tensor Swfc, Tensor SoftHgr, Tensor CrossEntropy)
{
    /// <summary>Hands all tensors to the dispose scope around the present one.</summary>
    public LossTerms MoveToOuterDisposeScope()
    {
        foreach (var term in new[] { Total, Swfc, SoftHgr, CrossEntropy }) term.MoveToOuterDisposeScope();
        return this;
    }
}
