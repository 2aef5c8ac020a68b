using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>
/// A convolution and the batch normalisation behind it. Where nothing trains, <c>Fold</c> makes one convolution of both:
/// g (W x - m) / sqrt(v + e) + b = (g / sqrt(v + e)) W x + (b - g m / sqrt(v + e)), kept with the channels of a pixel together in memory, as the
/// fastest kernels want it.
/// </summary>
/// <param name="convolution">Without bias.</param>
/// <param name="norm">Its normalisation.</param>
internal sealed class NormedConvolution(Conv2d convolution, BatchNorm2d norm) : IDisposable
{
    private Tensor? weight, bias;

    /// <summary>Computes both.</summary>
    /// <param name="pictures">(B, Z, Y, X)</param>
    /// <returns>(B, Z', Y', X')</returns>
    public Tensor Apply(Tensor pictures)
    {
        if (weight is not null)
            return nn.functional.conv2d(pictures, weight, bias, convolution.stride, convolution.padding);    // (B, Z', Y', X')
        using var plain = convolution.call(pictures);                                                         // (B, Z', Y', X')
        return norm.call(plain);                                                                              // (B, Z', Y', X')
    }

    /// <summary>Makes one convolution of both, from the values that they have now.</summary>
    public void Fold()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var epsilon = norm.eps.ToScalar();
        var gain = norm.weight! / norm.running_var!.add(epsilon).sqrt();                                        // (Z')
        var scaled = convolution.weight * gain.view(-1, 1, 1, 1);                                             // (Z', Z, Y, X)
        Dispose();
        weight = scaled.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).DetachFromDisposeScope();        // (Z', Z, Y, X)
        bias = (norm.bias! - norm.running_mean! * gain).DetachFromDisposeScope();                               // (Z')
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        weight?.Dispose();
        bias?.Dispose();
        (weight, bias) = (null, null);
    }
}
