using MultiEmo.Conversations;
using MultiEmo.Models.Faces;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>A network in a file of ONNX gives the same vectors as in TorchSharp; what is no network of pictures is refused.</summary>
[Collection(TorchTests.Name)]
public sealed class OnnxNetworkTests : IDisposable
{
    private const int Channels = 5, Kernel = 8, Stride = 16;
    private readonly TemporaryFolder folder = new();
    private readonly float[] weight, bias;

    public OnnxNetworkTests()
    {
        var chance = new Random(4);
        weight = [.. Enumerable.Range(0, Channels * 3 * Kernel * Kernel).Select(_ => chance.NextSingle() - 0.5f)];
        bias = [.. Enumerable.Range(0, Channels).Select(_ => chance.NextSingle() - 0.5f)];
    }

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(-1, true), InlineData(-1, false), InlineData(1, true)]
    public void Its_vectors_are_those_of_the_same_network_in_TorchSharp(int pictures, bool flat)
    {
        FaceCrop[] crops = [.. Enumerable.Range(1, 11).Select(Pictures.Crop)];
        using var network = FaceNetwork.Load(File(Convolution(flat), [Input("x", pictures)], [Output(flat, pictures)]), null);
        float[][] vectors = network.Vectors(crops);
        int width = Channels * (flat ? 1 : 14 * 14);

        Assert.Equal(width, network.Width);
        Assert.Equal(11, vectors.Length);
        foreach (var (crop, vector) in crops.Zip(vectors))
            Tiny.Near(Expected(crop, flat), [.. vector.Select(value => (double)value)], 1e-4);
    }

    [Fact]
    public void Several_inputs_or_outputs_and_other_sizes_are_refused()
    {
        byte[][] twice = [.. Convolution(true), OnnxWriter.Node("Relu", ["y"], "z")];
        Assert.Contains("has 2 outputs (y, z) where one is needed",
            Refusal(File(twice, [Input("x", -1)], [Output(true, -1), OnnxWriter.Value("z", -1, Channels, 1, 1)])));
        Assert.Contains("has 2 inputs (x, q) where one is needed",
            Refusal(File([.. Convolution(true), OnnxWriter.Node("Relu", ["q"], "z")], [Input("x", -1), Input("q", -1)], [Output(true, -1)])));
        Assert.Contains("its input x is [?, 3, 112, 112] of Single",
            Refusal(File(Convolution(true), [OnnxWriter.Value("x", -1, 3, 112, 112)], [Output(true, -1)])));
        Assert.Contains("its input x is [4, 3, 224, 224] of Single", Refusal(File(Convolution(true), [Input("x", 4)], [Output(true, 4)])));
    }

    [Fact]
    public void What_is_no_ONNX_is_refused()
    {
        string path = Path.Combine(folder.Path, "text.onnx");
        System.IO.File.WriteAllText(path, "no network");

        Assert.Contains("text.onnx: cannot be run as ONNX", Refusal(path));
        Assert.Contains("there is no such file", Refusal(Path.Combine(folder.Path, "nowhere.onnx")));
    }

    private static string Refusal(string path) => Assert.Throws<BadInputException>(() => FaceNetwork.Load(path, null)).Message;

    // A convolution, relu, and a mean over the picture where the output is to be flat.
    private static byte[][] Convolution(bool flat)
    {
        byte[] convolution = OnnxWriter.Node("Conv", ["x", "w", "b"], "c",
            OnnxWriter.Attribute("kernel_shape", Kernel, Kernel), OnnxWriter.Attribute("strides", Stride, Stride));
        return flat
            ? [convolution, OnnxWriter.Node("Relu", ["c"], "r"), OnnxWriter.Node("GlobalAveragePool", ["r"], "y")]
            : [convolution, OnnxWriter.Node("Relu", ["c"], "y")];
    }

    private static byte[] Input(string name, long pictures) => OnnxWriter.Value(name, pictures, 3, 224, 224);

    private static byte[] Output(bool flat, long pictures) => OnnxWriter.Value("y", pictures, Channels, flat ? 1 : 14, flat ? 1 : 14);

    private string File(byte[][] nodes, byte[][] inputs, byte[][] outputs)
    {
        string path = Path.Combine(folder.Path, "network.onnx");
        byte[][] constants = [OnnxWriter.Constant("w", weight, Channels, 3, Kernel, Kernel), OnnxWriter.Constant("b", bias, Channels)];
        System.IO.File.WriteAllBytes(path, OnnxWriter.Model(nodes, constants, inputs, outputs));
        return path;
    }

    private double[] Expected(FaceCrop crop, bool flat)
    {
        using var scope = NewDisposeScope();
        var colours = TorchNetwork.Colours([crop], CPU);
        var shapes = nn.functional.conv2d(colours, tensor(weight, [Channels, 3, Kernel, Kernel]), tensor(bias), [Stride, Stride]).relu();
        return Tiny.Values((flat ? shapes.mean([2, 3]) : shapes).contiguous().flatten());
    }
}
