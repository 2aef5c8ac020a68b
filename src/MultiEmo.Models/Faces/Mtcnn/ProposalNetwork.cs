using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// P-Net of MTCNN (Zhang et al. 2016): for every second pixel of a picture whether a face of 12 pixels is there, and how its box should be moved.
/// Parameters have facenet-pytorch's names.
/// </summary>
internal sealed class ProposalNetwork : nn.Module<Tensor, StageScores>
{
    private readonly Conv2d conv1, conv2, conv3, conv4_1, conv4_2;
    private readonly PReLU prelu1, prelu2, prelu3;
    private readonly MaxPool2d pool1;

    /// <summary>Creates the network.</summary>
    public ProposalNetwork() : base(nameof(ProposalNetwork))
    {
        Convolutions.FitProcessor();
        (conv1, prelu1) = (nn.Conv2d(3, 10, 3L), nn.PReLU(10));
        pool1 = nn.MaxPool2d(2, 2, ceil_mode: true);
        (conv2, prelu2) = (nn.Conv2d(10, 16, 3L), nn.PReLU(16));
        (conv3, prelu3) = (nn.Conv2d(16, 32, 3L), nn.PReLU(32));
        conv4_1 = nn.Conv2d(32, 2, 1L);
        conv4_2 = nn.Conv2d(32, 4, 1L);
        RegisterComponents();
    }

    /// <summary>Looks everywhere.</summary>
    /// <param name="pictures">(B, Z, Y, X), colours from about -1 to 1.</param>
    /// <returns>Scores at ((Y - 2 + 1) / 2 - 4) x ((X - 2 + 1) / 2 - 4) places.</returns>
    public override StageScores forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var coarse = pool1.call(prelu1.call(conv1.call(pictures)));               // (B, 10, Y', X')
        var shapes = prelu3.call(conv3.call(prelu2.call(conv2.call(coarse))));    // (B, 32, Y' - 4, X' - 4)
        var face = conv4_1.call(shapes).softmax(1);                               // (B, 2, Y' - 4, X' - 4)
        var shift = conv4_2.call(shapes);                                         // (B, 4, Y' - 4, X' - 4)
        return new StageScores(face.MoveToOuterDisposeScope(), shift.MoveToOuterDisposeScope());
    }
}
