using MultiEmo.Models.Packed;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Losses;

/// <summary><see cref="ContrastRows"/> as a function of libtorch's automatic differentiation.</summary>
internal sealed class ContrastFunction : SingleTensorFunction<ContrastFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(ContrastFunction);

    /// <summary>Whether features can be computed this way.</summary>
    public static bool Serves(Tensor z) => z.dtype == ScalarType.Float32 && z.device_type == TorchSharp.DeviceType.CPU && z.shape[0] > 0;

    /// <summary>Minus the sum over the anchors of w_j times the mean over their positives of (1 - s)^gamma log s: a scalar.</summary>
    /// <param name="z">(N, D)</param>
    /// <param name="rows">Labels, weights and settings.</param>
    public static Tensor Run(Tensor z, ContrastRows rows) => apply(rows, z, is_grad_enabled() && z.requires_grad);

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var rows = (ContrastRows)vars[0];
        using var z = ((Tensor)vars[1]).contiguous();
        if (!(bool)vars[2]) return tensor((float)rows.Value(PackedParameters.Of(z), default, get_num_threads()));
        var gradient = empty(z.shape);
        double value = rows.Value(PackedParameters.Of(z), PackedParameters.Of(gradient), get_num_threads());
        ctx.save_for_backward([gradient]);
        return tensor((float)value);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [null!, ctx.get_saved_variables()[0] * grad_output, null!];
}
