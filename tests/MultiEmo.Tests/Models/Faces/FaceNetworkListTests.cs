using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Tests.House;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Names and shapes of the networks' weights are the approved ones: published files fit.</summary>
[Collection(TorchTests.Name)]
public class FaceNetworkListTests
{
    [Theory]
    [InlineData("pnet", 6_632), InlineData("rnet", 100_178), InlineData("onet", 389_040)]
    [InlineData("resnet50", 25_557_032), InlineData("resnet101", 44_549_160), InlineData("inception-resnet", 23_482_624)]
    public void Names_and_shapes_are_the_approved_ones(string name, long count)
    {
        using var network = OnMeta(name);
        var lines = network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]");
        string approved = Path.Combine(SourceTree.Root, "tests", "MultiEmo.Tests", "Models", "Approved", $"{name}.txt");

        Assert.Equal(count, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(File.ReadAllLines(approved), lines);
    }

    // On this device a tensor has a shape and no values.
    private static nn.Module OnMeta(string name)
    {
        try
        {
            set_default_device(META);
            return name switch
            {
                "pnet" => new ProposalNetwork(),
                "rnet" => new RefinementNetwork(),
                "onet" => new OutputNetwork(),
                "resnet50" => new ResNet(ResNetSettings.Layers50),
                "resnet101" => new ResNet(ResNetSettings.Layers101),
                _ => new InceptionResnet(),
            };
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
