using System.Globalization;
using System.Text.RegularExpressions;
using MultiEmo.Storage;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>
/// The two ways in which the parts of a ResNet are called: torchvision's (<c>layer1.0.conv1.weight</c>) and that of the released VisExtNet, which
/// numbers the parts of a traced network (<c>features_4_0_conv1.weight</c>).
/// </summary>
internal static partial class ResNetNames
{
    private const int FirstStage = 4;

    /// <summary>The tensors under torchvision's names.</summary>
    public static Dictionary<string, StoredTensor> AsTorchvision(IReadOnlyDictionary<string, StoredTensor> tensors)
        => tensors.ToDictionary(pair => AsTorchvision(pair.Key), pair => pair.Value);

    /// <summary>The shape that the tensors tell; null: they are of no ResNet of bottlenecks.</summary>
    /// <param name="tensors">Under torchvision's names.</param>
    public static ResNetSettings? Settings(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        if (!tensors.ContainsKey("layer1.0.conv3.weight") || !tensors.TryGetValue("fc.weight", out var classifier)) return null;
        int Blocks(int stage) => Enumerable.Range(0, int.MaxValue)
            .First(block => !tensors.ContainsKey(string.Create(CultureInfo.InvariantCulture, $"layer{stage}.{block}.conv1.weight")));
        return new ResNetSettings(Blocks(1), Blocks(2), Blocks(3), Blocks(4), (int)classifier.Shape[0]);
    }

    private static string AsTorchvision(string name)
    {
        if (Block().Match(name) is { Success: true } block)
        {
            int stage = int.Parse(block.Groups["stage"].Value, CultureInfo.InvariantCulture) - FirstStage + 1;
            string part = block.Groups["part"].Value.Replace("downsample_", "downsample.", StringComparison.Ordinal);
            return string.Create(CultureInfo.InvariantCulture, $"layer{stage}.{block.Groups["block"].Value}.{part}");
        }
        return name.Replace("features_0.", "conv1.", StringComparison.Ordinal)
            .Replace("features_1.", "bn1.", StringComparison.Ordinal)
            .Replace("classifier_0.", "fc.", StringComparison.Ordinal);
    }

    [GeneratedRegex("^features_(?<stage>[4-7])_(?<block>[0-9]+)_(?<part>.+)$")]
    private static partial Regex Block();
}
