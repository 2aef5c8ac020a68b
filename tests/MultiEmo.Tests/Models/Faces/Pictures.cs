using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Invented pictures, and a network so simple that its vectors can be told beforehand.</summary>
public static class Pictures
{
    public static Frame Noise(int width, int height, int seed = 1)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return new Frame(width, height, pixels);
    }

    public static Frame Plain(int width, int height, byte grey) => new(width, height, [.. Enumerable.Repeat(grey, width * height * 3)]);

    public static FaceCrop Crop(int seed) => new(Noise(FaceCrop.Side, FaceCrop.Side, seed).Pixels);
}

/// <summary>Answers with the mean red, green and blue of a picture.</summary>
public sealed class MeanColours() : FaceNetwork("colours")
{
    public override int Width => 3;

    public int Asked { get; private set; }

    protected override float[] Run(IReadOnlyList<FaceCrop> crops)
    {
        Asked += crops.Count;
        float Mean(FaceCrop crop, int colour) => (float)crop.Pixels.Where((_, i) => i % 3 == colour).Average(value => value);
        return [.. crops.SelectMany(crop => Enumerable.Range(0, 3).Select(colour => Mean(crop, colour)))];
    }

    protected override void Dispose(bool disposing)
    {
    }
}
