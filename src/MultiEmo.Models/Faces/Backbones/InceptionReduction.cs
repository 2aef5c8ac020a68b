using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>Halves a picture: branches of stride 2 side by side, and beside them the maximum of each 3 x 3 pixels.</summary>
internal sealed class InceptionReduction : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> branch0, branch1;
    private readonly nn.Module<Tensor, Tensor>? branch2;

    private InceptionReduction(IReadOnlyList<nn.Module<Tensor, Tensor>> branches) : base(nameof(InceptionReduction))
    {
        (branch0, branch1, branch2) = (branches[0], branches[1], branches.ElementAtOrDefault(2));
        RegisterComponents();
    }

    /// <summary>Reduction-A, 256 to 896 channels.</summary>
    public static InceptionReduction A() => new([Half(256, 384), nn.Sequential(Same(256, 192, 1), Same(192, 192, 3), Half(192, 256))]);

    /// <summary>Reduction-B, 896 to 1792 channels.</summary>
    public static InceptionReduction B() => new(
    [
        nn.Sequential(Same(896, 256, 1), Half(256, 384)),
        nn.Sequential(Same(896, 256, 1), Half(256, 256)),
        nn.Sequential(Same(896, 256, 1), Same(256, 256, 3), Half(256, 256)),
    ]);

    /// <summary>Runs the branches.</summary>
    /// <param name="pictures">(B, Z, Y, X)</param>
    /// <returns>(B, Z', (Y - 1) / 2, (X - 1) / 2)</returns>
    public override Tensor forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        List<Tensor> branches = [branch0.call(pictures), branch1.call(pictures)];                  // (B, ·, Y', X')
        if (branch2 is not null) branches.Add(branch2.call(pictures));
        branches.Add(nn.functional.max_pool2d(pictures, 3, 2));
        return cat(branches, 1).MoveToOuterDisposeScope();                                         // (B, Z', Y', X')
    }

    private static InceptionConvolution Same(int inputs, int outputs, int side) => new(inputs, outputs, side, side, padded: true);

    private static InceptionConvolution Half(int inputs, int outputs) => new(inputs, outputs, 3, 3, stride: 2);
}
