using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.House;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>Names and shapes of the parameters at full size are the approved ones: a state dict of the reference program fits.</summary>
[Collection(TorchTests.Name)]
public class ParameterListTests
{
    private static readonly Architecture Meld = new() { Labels = EmotionSet.Meld.Labels, Text = 768, Audio = 512, Visual = 1000 };
    private static readonly Architecture Iemocap = Meld with
    {
        Labels = EmotionSet.Iemocap.Labels,
        Layers = 6,
        Classifier = 256,
        Bidirectional = true,
        TextContext = true,
    };

    [Theory, InlineData("meld", 17_097_479), InlineData("iemocap", 29_670_918)]
    public void Names_and_shapes_are_the_approved_ones(string name, long count)
    {
        using var model = OnMeta(name == "meld" ? Meld : Iemocap);
        var lines = model.named_parameters().OrderBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]");
        string approved = Path.Combine(SourceTree.Root, "tests", "MultiEmo.Tests", "Models", "Approved", $"{name}.txt");

        Assert.Equal(count, model.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(File.ReadAllLines(approved), lines);
    }

    // On this device a tensor has a shape and no values.
    private static MultiEmoModel OnMeta(Architecture architecture)
    {
        try
        {
            set_default_device(META);
            return new MultiEmoModel(architecture);
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
