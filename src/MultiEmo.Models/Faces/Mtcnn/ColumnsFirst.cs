using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// The order in which MTCNN's dense layers, which were trained elsewhere, read a picture: column after column, the channels of a pixel together.
/// </summary>
internal static class ColumnsFirst
{
    /// <summary>(B, Z, Y, X) as (B, X * Y * Z).</summary>
    public static Tensor Flat(Tensor shapes) => shapes.permute(0, 3, 2, 1).flatten(1);
}
