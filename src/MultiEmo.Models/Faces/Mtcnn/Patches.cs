using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// Parts of a picture as MTCNN's networks take them: resized by area, colours less 127.5 over 128, the channels of a pixel together in memory.
/// </summary>
internal static class Patches
{
    private const int Colours = 3;

    /// <summary>The parts, all of one size.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="areas">The parts, none empty.</param>
    /// <param name="width">Columns of each, after resizing.</param>
    /// <param name="height">Rows of each.</param>
    /// <param name="device">Where the networks are.</param>
    /// <returns>(B, 3, Y, X)</returns>
    public static Tensor Of(AreaSums picture, IReadOnlyList<PixelArea> areas, int width, int height, Device device)
    {
        using var scope = NewDisposeScope();
        int size = width * height * Colours;
        var means = new float[areas.Count * size];
        for (int i = 0; i < areas.Count; i++) picture.Resize(areas[i], width, height, means.AsSpan(i * size, size));
        var colours = tensor(means, [areas.Count, height, width, Colours]).to(device);                             // (B, Y, X, 3)
        colours.sub_(Scalars.Of(127.5)).mul_(Scalars.Of(1.0 / 128));                                               // (B, Y, X, 3)
        return colours.permute(0, 3, 1, 2).MoveToOuterDisposeScope();                                              // (B, 3, Y, X)
    }
}
