using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.PyTorch;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.PyTorch;

public class PyTorchFileTests
{
    public static TheoryData<bool, string, string, int> Types
    {
        get
        {
            var data = new TheoryData<bool, string, string, int>();
            foreach (bool old in new[] { false, true })
            {
                data.AddRange((old, "DoubleStorage", "F64", 8), (old, "FloatStorage", "F32", 4), (old, "HalfStorage", "F16", 2));
                data.AddRange((old, "BFloat16Storage", "BF16", 2), (old, "LongStorage", "I64", 8), (old, "IntStorage", "I32", 4));
                data.AddRange((old, "ShortStorage", "I16", 2), (old, "CharStorage", "I8", 1), (old, "ByteStorage", "U8", 1));
                data.Add(old, "BoolStorage", "BOOL", 1);
            }
            return data;
        }
    }

    [Theory, InlineData("pnet"), InlineData("rnet"), InlineData("onet")]
    public void The_published_weights_of_the_face_detector_are_those_of_the_reference(string network)
    {
        var expected = Safetensors.Read(SharedData.Path("golden", "mtcnn", $"{network}.safetensors")).Tensors;

        var read = PyTorchFile.Read(SharedData.Path("weights", "mtcnn", $"{network}.pt"));

        Assert.Equal(expected.Keys.Order(), read.Keys.Order());
        Assert.All(expected, pair => Same(pair.Value, read[pair.Key]));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_PyTorch_wrote_is_read(bool old)
    {
        var read = Read(RealTorchFiles.Of(old));

        float[] numbers = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        Same(StoredTensor.Of(numbers, 2, 3, 4), read["f32"]);
        float[] turned = [.. from i in Enumerable.Range(0, 4) from row in Enumerable.Range(0, 6) select numbers[4 * row + i]];
        Same(StoredTensor.Of(turned, 4, 2, 3), read["t"]);
        Same(StoredTensor.Of([3f, 5f, 7f], 3), read["slice"]);
        Same(StoredTensor.Of([1.5, -2], 2), read["f64"]);
        Assert.Equal([(Half)1.5, (Half)(-2)], read["f16"].As<Half>().ToArray());
        Assert.Equal([0x3FC0, 0xC000], read["bf16"].As<ushort>().ToArray().Select(bits => (int)bits));
        Assert.Equal([1L, 100L, 3L], read["i64"].As<long>().ToArray());
        Assert.Equal([1, 100, 3], read["i32"].As<int>().ToArray());
        Assert.Equal([1, 100, 3], read["i16"].As<short>().ToArray());
        Assert.Equal([1, 100, 3], read["i8"].As<sbyte>().ToArray());
        Assert.Equal([1, 100, 3], read["u8"].As<byte>().ToArray());
        Assert.Equal("BOOL", read["bool"].Type);
        Assert.Equal([1, 0], read["bool"].Bytes);
        Same(StoredTensor.Of([7L]), read["scalar"]);
        Same(StoredTensor.Of(Array.Empty<float>(), 0, 5), read["empty"]);
        Same(StoredTensor.Of([5f, 5f, 5f, 5f, 5f, 5f], 3, 2), read["expanded"]);
        Same(StoredTensor.Of([1f, 1f], 2), read["param"]);
        Assert.Equal(["f32", "t", "slice", "f64", "f16", "bf16", "i64", "i32", "i16", "i8", "u8", "bool", "scalar", "empty", "expanded", "param"],
            read.Keys);
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_type_is_read_in_both_formats(bool old, string storage, string type, int size)
    {
        byte[] values = [.. Enumerable.Range(0, 6 * size).Select(i => (byte)(i % 2))];

        var read = Read(State(old, ("x", new TorchTensor(storage, "0", values, size, [2, 3]))))["x"];

        Same(new StoredTensor(type, [2, 3], values), read);
    }

    [Theory, InlineData("uint16", "U16", 2), InlineData("uint32", "U32", 4), InlineData("uint64", "U64", 8), InlineData("float32", "F32", 4)]
    public void Storages_without_a_type_take_it_from_the_tensor(string name, string type, int size)
    {
        byte[] values = [.. Enumerable.Range(0, 8 * size).Select(i => (byte)i)];
        var tensor = new TorchTensor("UntypedStorage", "0", values, 1, [2, 2], Offset: 2, Type: name);

        var read = Read(State(false, ("x", tensor)))["x"];

        Same(new StoredTensor(type, [2, 2], values[(2 * size)..(6 * size)]), read);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Views_become_contiguous_and_whole_storages_are_shared(bool old)
    {
        float[] numbers = [.. Enumerable.Range(0, 60).Select(i => (float)i)];
        byte[] bytes = MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
        TorchTensor View(long[] shape, long[]? strides = null, long offset = 0) => new("FloatStorage", "7", bytes, 4, shape, strides, offset);
        (string, TorchTensor)[] views =
        [
            ("whole", View([3, 4, 5])), ("tied", View([60])), ("transposed", View([5, 4, 3], [1, 5, 20])), ("middle", View([2, 5], [20, 1], 5)),
            ("backwards axes", View([4, 3], [5, 20], 2)), ("one", View([1, 1], [99, 1000], 59)), ("repeated", View([2, 3], [0, 1], 10)),
        ];

        var read = Read(State(old, views));

        Assert.All(views, view => Assert.Equal(Slowly(numbers, view.Item2), read[view.Item1].As<float>().ToArray()));
        Assert.Same(read["whole"].Bytes, read["tied"].Bytes);
    }

    [Fact]
    public void The_other_byte_order_is_turned_round()
    {
        var tensor = new TorchTensor("IntStorage", "0", [0, 0, 0, 1, 0, 0, 1, 0], 4, [2]);
        var table = new Dictionary<object, object?> { ["x"] = tensor, ["tail"] = tensor with { Shape = [1], Offset = 1 } };

        Assert.Equal([1, 256], Read(TorchWriter.Save(table, false, "big"))["x"].As<int>().ToArray());
        Assert.Equal([256], Read(TorchWriter.Save(table, false, "big"))["tail"].As<int>().ToArray());
        Assert.Equal([1 << 24, 1 << 16], Read(TorchWriter.Save(table, false, "little"))["x"].As<int>().ToArray());
        Assert.Contains("byte order", Assert.Throws<BadInputException>(() => Read(TorchWriter.Save(table, false, "middle"))).Message);
    }

    [Theory, InlineData("state_dict"), InlineData("model"), InlineData("model_state_dict")]
    public void A_checkpoint_is_unwrapped(string name)
    {
        var state = new Dictionary<object, object?> { ["weight"] = One(1), ["note"] = "plain" };
        var moments = new Dictionary<object, object?> { [0L] = One(2) };
        var optimizer = new Dictionary<object, object?> { ["state"] = moments, ["betas"] = new object?[] { 0.9, 1 } };
        var checkpoint = new Dictionary<object, object?>
        {
            ["epoch"] = 300L,
            ["best"] = 0.5,
            ["optimizer"] = optimizer,
            [name] = state,
            ["ema"] = One(3),
        };

        foreach (bool old in new[] { false, true })
            Assert.Equal([1f], Assert.Single(Read(TorchWriter.Save(checkpoint, old))).Value.As<float>().ToArray());
        var twice = new Dictionary<object, object?> { ["model"] = checkpoint };
        Assert.Equal(["weight"], Read(TorchWriter.Save(twice, false)).Keys);
    }

    [Fact]
    public void A_network_with_a_part_called_model_is_no_checkpoint()
        => Assert.Equal(["model.weight"], Read(State(false, ("model.weight", One(1)))).Keys);

    internal static byte[] State(bool old, params (string Name, TorchTensor Tensor)[] tensors)
        => TorchWriter.Save(tensors.ToDictionary(pair => (object)pair.Name, pair => (object?)pair.Tensor), old);

    internal static TorchTensor One(float value) => new("FloatStorage", $"{value}", BitConverter.GetBytes(value), 4, [1]);

    internal static IReadOnlyDictionary<string, StoredTensor> Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "weights.pt");
        File.WriteAllBytes(path, bytes);
        return PyTorchFile.Read(path);
    }

    private static float[] Slowly(float[] numbers, TorchTensor view)
    {
        var values = new List<float>();
        void Walk(int axis, long at)
        {
            if (axis == view.Shape.Length) values.Add(numbers[at]);
            else for (long i = 0; i < view.Shape[axis]; i++) Walk(axis + 1, at + i * view.Steps[axis]);
        }
        Walk(0, view.Offset);
        return [.. values];
    }

    private static void Same(StoredTensor expected, StoredTensor read)
    {
        Assert.Equal(expected.Type, read.Type);
        Assert.Equal(expected.Shape, read.Shape);
        Assert.Equal(expected.Bytes, read.Bytes);
    }
}
