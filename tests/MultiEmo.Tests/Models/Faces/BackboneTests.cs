using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>The laws of the networks that make vectors; their numbers are judged by the reference programs'.</summary>
[Collection(TorchTests.Name)]
public class BackboneTests
{
    private static readonly ResNetSettings Small = new(1, 2, 1, 1, Classes: 7);

    public static TheoryData<string> Kinds => ["resnet", "inception"];

    [Theory, MemberData(nameof(Kinds))]
    public void A_picture_has_the_same_vector_alone_and_in_company(string kind)
    {
        using var folder = new TemporaryFolder();
        using var network = FaceNetwork.Load(Written(kind, folder), null);
        FaceCrop[] crops = [.. Enumerable.Range(1, 10).Select(Pictures.Crop)];
        float[][] together = network.Vectors(crops);

        Assert.Equal(10, together.Length);
        Assert.NotEqual(together[0], together[1]);
        for (int i = 0; i < crops.Length; i++)
        {
            float largest = together[i].Max(MathF.Abs);
            double[] alone = [.. network.Vectors([crops[i]])[0].Select(value => (double)value / largest)];
            Tiny.Near([.. together[i].Select(value => (double)value / largest)], alone, 1e-5, $"picture {i}");
        }
    }

    [Fact]
    public void Both_names_of_a_part_load_to_the_same_network()
    {
        using var resnet = New("resnet");
        var torchvision = State(resnet);
        var released = torchvision.ToDictionary(pair => Released(pair.Key), pair => pair.Value);
        Assert.Contains("features_5_1_conv2.weight", released.Keys);
        using var network = TorchNetwork.Of(released, "released");

        Assert.Equal(torchvision.Select(pair => pair.Value.Bytes), State(network).Select(pair => pair.Value.Bytes));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_parameter_and_every_running_mean_must_be_there(string kind)
    {
        using var network = New(kind);
        var state = State(network);
        string[] names = [.. state.Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))];
        // What tells the kind of network is asked for in another way.
        foreach (string name in names.Where(name => name is not ("fc.weight" or "layer1.0.conv3.weight" or "conv2d_1a.conv.weight")))
        {
            if (name.Contains("conv1.weight", StringComparison.Ordinal)) continue;
            var rest = state.Where(pair => pair.Key != name).ToDictionary();
            string message = Assert.Throws<BadInputException>(() => FaceWeights.Copy(network, rest, "w.pt")).Message;
            Assert.Contains($"w.pt: no weights for {name}", message);
        }
    }

    [Fact]
    public void What_is_no_known_network_or_does_not_fit_is_refused()
    {
        using var resnet = New("resnet");
        var state = State(resnet);
        state["bn1.weight"] = StoredTensor.Of(new float[3], 3);
        state["extra.weight"] = StoredTensor.Of(new float[3], 3);
        string message = Assert.Throws<BadInputException>(() => TorchNetwork.Of(state, "w.pth")).Message;
        Assert.Contains("unknown weights extra.weight", message);
        Assert.Contains("bn1.weight [3], not [64]", message);

        var other = new Dictionary<string, StoredTensor> { ["w"] = StoredTensor.Of(new float[3], 3) };
        Assert.Contains("no network that is known here", Assert.Throws<BadInputException>(() => TorchNetwork.Of(other, "w.pth")).Message);
        Assert.Contains("resnet50", Assert.Throws<BadInputException>(() => FaceNetwork.Load("resnet51", null)).Message);
        using var folder = new TemporaryFolder();
        message = Assert.Throws<BadInputException>(() => FaceNetwork.Load("resnet101", folder.Path)).Message;
        Assert.Contains("multiemo weights pull resnet101", message);
    }

    [Fact]
    public void The_classifier_over_people_is_left_aside()
    {
        using var inception = New("inception");
        var state = State(inception);
        state["logits.weight"] = StoredTensor.Of(new float[8], 4, 2);
        state["logits.bias"] = StoredTensor.Of(new float[4], 4);
        using var network = TorchNetwork.Of(state, "vggface2");

        Assert.Equal(512, ((IBackbone)network).Width);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void No_tensor_is_left(string kind)
    {
        using var folder = new TemporaryFolder();
        string file = Written(kind, folder);
        FaceCrop[] crops = [Pictures.Crop(1), Pictures.Crop(2)];
        using var network = FaceNetwork.Load(file, null);
        network.Vectors(crops);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        network.Vectors(crops);

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static string Written(string kind, TemporaryFolder folder)
    {
        string file = Path.Combine(folder.Path, "network.safetensors");
        using var network = New(kind);
        Safetensors.Write(file, [.. State(network)]);
        return file;
    }

    // Running means and variances that are not 0 and 1.
    private static nn.Module<Tensor, Tensor> New(string kind)
    {
        Seeds.Start(3);
        nn.Module<Tensor, Tensor> network = kind == "resnet" ? new ResNet(Small) : new InceptionResnet();
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var (name, buffer) in network.named_buffers())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) buffer.normal_(0, 0.1);
            if (name.EndsWith("running_var", StringComparison.Ordinal)) buffer.uniform_(0.5, 1.5);
        }
        network.eval();
        return network;
    }

    private static Dictionary<string, StoredTensor> State(nn.Module network) =>
        network.state_dict().ToDictionary(pair => pair.Key, pair => Checkpoint.Store(pair.Value));

    private static string Released(string name)
    {
        if (!name.StartsWith("layer", StringComparison.Ordinal))
            return name.Replace("conv1.", "features_0.", StringComparison.Ordinal).Replace("bn1.", "features_1.", StringComparison.Ordinal)
                .Replace("fc.", "classifier_0.", StringComparison.Ordinal);
        string[] parts = name.Split('.', 3);
        return $"features_{parts[0][^1] - '0' + 3}_{parts[1]}_{parts[2].Replace("downsample.", "downsample_", StringComparison.Ordinal)}";
    }
}
