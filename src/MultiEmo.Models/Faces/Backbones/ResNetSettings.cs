namespace MultiEmo.Models.Faces.Backbones;

/// <summary>The shape of a ResNet of bottlenecks.</summary>
/// <param name="First">Blocks at a quarter of the picture's size.</param>
/// <param name="Second">Blocks at an eighth.</param>
/// <param name="Third">Blocks at a sixteenth.</param>
/// <param name="Fourth">Blocks at a thirty-second.</param>
/// <param name="Classes">Logits.</param>
public sealed record ResNetSettings(int First, int Second, int Third, int Fourth, int Classes = 1000)
{
    /// <summary>Fifty layers.</summary>
    public static ResNetSettings Layers50 { get; } = new(3, 4, 6, 3);

    /// <summary>A hundred and one layers, the paper's.</summary>
    public static ResNetSettings Layers101 { get; } = new(3, 4, 23, 3);
}
