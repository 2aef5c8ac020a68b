using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>The basic part of an Inception network: convolution, normalisation, relu.</summary>
internal sealed class InceptionConvolution : nn.Module<Tensor, Tensor>
{
    /// <summary>Added to the variance, as in TensorFlow, where the weights came from.</summary>
    public const double Epsilon = 1e-3;

    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly NormedConvolution both;

    /// <summary>Creates the part; <paramref name="rows"/> x <paramref name="columns"/> is its kernel.</summary>
    public InceptionConvolution(int inputs, int outputs, int rows, int columns, int stride = 1, bool padded = false)
        : base(nameof(InceptionConvolution))
    {
        var padding = padded ? (rows / 2L, columns / 2L) : (0L, 0L);
        conv = nn.Conv2d(inputs, outputs, (rows, columns), (stride, stride), padding, bias: false);
        bn = nn.BatchNorm2d(outputs, Epsilon);
        both = new(conv, bn);
        RegisterComponents();
    }

    /// <summary>Runs it.</summary>
    /// <param name="pictures">(B, Z, Y, X)</param>
    /// <returns>(B, Z', Y', X')</returns>
    public override Tensor forward(Tensor pictures) => both.Apply(pictures).relu_();    // (B, Z', Y', X')

    /// <summary>Makes one convolution of convolution and normalisation.</summary>
    public void Fold() => both.Fold();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) both.Dispose();
        base.Dispose(disposing);
    }
}
