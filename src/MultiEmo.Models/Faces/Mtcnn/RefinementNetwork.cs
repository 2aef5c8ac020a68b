using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// R-Net of MTCNN: whether a box of 24 x 24 pixels holds a face, and how it should be moved. Parameters have facenet-pytorch's names.
/// </summary>
internal sealed class RefinementNetwork : nn.Module<Tensor, StageScores>
{
    private readonly Conv2d conv1, conv2, conv3;
    private readonly PReLU prelu1, prelu2, prelu3, prelu4;
    private readonly MaxPool2d pool1, pool2;
    private readonly Linear dense4, dense5_1, dense5_2;

    /// <summary>Creates the network.</summary>
    public RefinementNetwork() : base(nameof(RefinementNetwork))
    {
        (conv1, prelu1) = (nn.Conv2d(3, 28, 3L), nn.PReLU(28));
        (conv2, prelu2) = (nn.Conv2d(28, 48, 3L), nn.PReLU(48));
        (conv3, prelu3) = (nn.Conv2d(48, 64, 2L), nn.PReLU(64));
        (dense4, prelu4) = (nn.Linear(576, 128), nn.PReLU(128));
        (dense5_1, dense5_2) = (nn.Linear(128, 2), nn.Linear(128, 4));
        (pool1, pool2) = (nn.MaxPool2d(3, 2, ceil_mode: true), nn.MaxPool2d(3, 2, ceil_mode: true));
        RegisterComponents();
    }

    /// <summary>Judges boxes.</summary>
    /// <param name="pictures">(B, 3, 24, 24), colours from about -1 to 1.</param>
    public override StageScores forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var fine = pool1.call(prelu1.call(conv1.call(pictures)));         // (B, 28, 11, 11)
        var coarse = pool2.call(prelu2.call(conv2.call(fine)));           // (B, 48, 4, 4)
        var shapes = prelu3.call(conv3.call(coarse));                     // (B, 64, 3, 3)
        var all = prelu4.call(dense4.call(ColumnsFirst.Flat(shapes)));    // (B, 128)
        return new StageScores(dense5_1.call(all).softmax(1).MoveToOuterDisposeScope(), dense5_2.call(all).MoveToOuterDisposeScope());
    }
}
