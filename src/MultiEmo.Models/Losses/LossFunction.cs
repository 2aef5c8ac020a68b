using MultiEmo.Conversations;
using MultiEmo.Models.Packed;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary><see cref="LossRows"/> as a function of libtorch's automatic differentiation: the total loss of packed scores.</summary>
internal sealed class LossFunction : SingleTensorFunction<LossFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(LossFunction);

    /// <summary>The losses; only the total has a gradient.</summary>
    /// <param name="rows">Labels and settings.</param>
    /// <param name="scores">What the model says.</param>
    public static LossTerms Run(LossRows rows, PackedScores scores)
    {
        var total = apply(rows, scores.Layout, scores.All, is_grad_enabled() && scores.All.requires_grad);
        return new(total, tensor((float)rows.Swfc), tensor((float)rows.SoftHgr), tensor((float)rows.CrossEntropy));
    }

    /// <summary>(N) of a modality of packed scores, whether each turn has it.</summary>
    public static Func<Modality, bool[]?> Present(Scores scores) => modality =>
    {
        var fused = modality switch { Modality.Text => scores.Text, Modality.Audio => scores.Audio, _ => scores.Visual };
        return fused?.Present?.contiguous().data<bool>().ToArray();
    };

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (rows, layout, all) = ((LossRows)vars[0], (PackedLayout)vars[1], (Tensor)vars[2]);
        if (!(bool)vars[3]) return tensor((float)rows.Total(layout.Parts(all), null, get_num_threads()));
        var gradient = layout.Empty(all.shape[0]);
        PackedParameters.Of(gradient).Clear();
        double total = rows.Total(layout.Parts(all), layout.Parts(gradient), get_num_threads());
        ctx.save_for_backward([gradient]);
        return tensor((float)total);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var gradient = ctx.get_saved_variables()[0];
        return [null!, null!, Scalars.Value(grad_output) == 1 ? gradient : gradient * grad_output, null!];
    }
}
