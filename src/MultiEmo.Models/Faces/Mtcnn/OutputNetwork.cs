using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// O-Net of MTCNN: whether a box of 48 x 48 pixels holds a face, how it should be moved, and where eyes, nose and mouth are. Parameters have
/// facenet-pytorch's names.
/// </summary>
internal sealed class OutputNetwork : nn.Module<Tensor, StageScores>
{
    private readonly Conv2d conv1, conv2, conv3, conv4;
    private readonly PReLU prelu1, prelu2, prelu3, prelu4, prelu5;
    private readonly MaxPool2d pool1, pool2, pool3;
    private readonly Linear dense5, dense6_1, dense6_2, dense6_3;

    /// <summary>Creates the network.</summary>
    public OutputNetwork() : base(nameof(OutputNetwork))
    {
        (conv1, prelu1) = (nn.Conv2d(3, 32, 3L), nn.PReLU(32));
        (conv2, prelu2) = (nn.Conv2d(32, 64, 3L), nn.PReLU(64));
        (conv3, prelu3) = (nn.Conv2d(64, 64, 3L), nn.PReLU(64));
        (conv4, prelu4) = (nn.Conv2d(64, 128, 2L), nn.PReLU(128));
        (dense5, prelu5) = (nn.Linear(1152, 256), nn.PReLU(256));
        (dense6_1, dense6_2, dense6_3) = (nn.Linear(256, 2), nn.Linear(256, 4), nn.Linear(256, 10));
        (pool1, pool2, pool3) = (nn.MaxPool2d(3, 2, ceil_mode: true), nn.MaxPool2d(3, 2, ceil_mode: true), nn.MaxPool2d(2, 2, ceil_mode: true));
        RegisterComponents();
    }

    /// <summary>Judges boxes.</summary>
    /// <param name="pictures">(B, 3, 48, 48), colours from about -1 to 1.</param>
    public override StageScores forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var fine = pool1.call(prelu1.call(conv1.call(pictures)));                                               // (B, 32, 23, 23)
        var middle = pool2.call(prelu2.call(conv2.call(fine)));                                                 // (B, 64, 10, 10)
        var coarse = pool3.call(prelu3.call(conv3.call(middle)));                                               // (B, 64, 4, 4)
        var shapes = prelu4.call(conv4.call(coarse));                                                           // (B, 128, 3, 3)
        var all = prelu5.call(dense5.call(ColumnsFirst.Flat(shapes)));                                          // (B, 256)
        var (face, shift, points) = (dense6_1.call(all).softmax(1), dense6_2.call(all), dense6_3.call(all));    // (B, 2), (B, 4), (B, 10)
        return new StageScores(face.MoveToOuterDisposeScope(), shift.MoveToOuterDisposeScope(), points.MoveToOuterDisposeScope());
    }
}
