using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class SafetensorsTests
{
    private static readonly KeyValuePair<string, StoredTensor>[] Tensors =
    [
        new("weight", StoredTensor.Of([1.5f, -2, float.NaN, 4, 5, 6], 2, 3)),
        new("scalar", StoredTensor.Of([7.25])),
        new("numbers", StoredTensor.Of([1L, long.MinValue], 2)),
        new("empty", StoredTensor.Of(Array.Empty<float>(), 0, 5)),
        new("flags é", StoredTensor.Of([(byte)1, (byte)0, (byte)1], 3)),
    ];

    private static readonly Dictionary<string, string> Metadata = new() { ["z"] = "last", ["a"] = "\"first\" ☃" };

    private static readonly Lazy<byte[]> Original = new(() =>
    {
        using var folder = new TemporaryFolder();
        return File.ReadAllBytes(Written(folder));
    });

    [Fact]
    public void Tensors_and_metadata_come_back_as_they_were()
    {
        using var folder = new TemporaryFolder();

        var file = Safetensors.Read(Written(folder));

        Assert.Equal(Tensors.Select(pair => pair.Key), file.Tensors.Keys);
        Assert.All(Tensors, pair => Assert.Equal(pair.Value.Bytes, file.Require(pair.Key).Bytes));
        Assert.All(Tensors, pair => Assert.Equal(pair.Value.Shape, file.Require(pair.Key).Shape));
        Assert.Equal(Metadata, file.Metadata);
        Assert.Equal(1.5f, file.Require("weight").As<float>()[0]);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "one.safetensors");

        Safetensors.Write(path, [new("x", StoredTensor.Of([1f, 2f], 2))], new Dictionary<string, string> { ["k"] = "v" });

        const string header = "{\"__metadata__\":{\"k\":\"v\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} ";
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), 0, 0, 128, 63, 0, 0, 0, 64],
            File.ReadAllBytes(path));
        Assert.Equal(0, header.Length % 8);
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] first = File.ReadAllBytes(Written(folder));

        Assert.Equal(first, File.ReadAllBytes(Written(folder)));
        Assert.Equal(["tensors.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void One_tensor_is_read_without_the_others()
    {
        using var folder = new TemporaryFolder();

        var header = Safetensors.ReadHeader(Written(folder));

        Assert.Equal([1L, long.MinValue], Safetensors.ReadTensor(header, "numbers").As<long>().ToArray());
    }

    [Fact]
    public void A_missing_name_is_suggested_and_another_type_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Safetensors.Read(Written(folder));

        Assert.Contains("did you mean 'weight'?", Assert.Throws<BadInputException>(() => file.Require("wieght")).Message);
        Assert.Contains("F32", Assert.Throws<BadInputException>(() => file.Require("weight").As<double>().Length).Message);
        Assert.Throws<BadInputException>(() => file.Require("weight").As<int>().Length);
    }

    [Fact]
    public void Files_of_the_reference_are_read()
    {
        string folder = SharedData.Path("golden", "losses");

        foreach (string path in Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories))
            Assert.NotEmpty(Safetensors.ReadHeader(path).Tensors);
    }

    [Theory]
    [InlineData("", "too few")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "leaves", 0)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "does not fill")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}}", "end at byte 80 of 8")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "no pair that rises")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", "'data_offsets' is the number -8")]
    [InlineData("{\"x\":{\"dtype\":\"F9\",\"shape\":[2],\"data_offsets\":[0,8]}}", "type 'F9'")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4,1],\"data_offsets\":[0,8]}}", "does not fill")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "'shape' is the number 2")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "overlaps")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "leaves a hole")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "4 bytes behind its last tensor")]
    [InlineData("{\"x\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"x\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "JSON")]
    [InlineData("{\"x\":[]}", "tensor 'x' is a list")]
    [InlineData("{\"x\":{\"dtype\":\"U8\"}}", "'shape' is missing")]
    [InlineData("[1,2]", "no header that begins with '{'")]
    [InlineData("{\"x\":", "JSON")]
    public void A_header_that_lies_is_refused_with_the_file(string header, string said, int values = 8)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "bad.safetensors");
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(path, header.Length == 0 ? [1] : [.. length, .. Encoding.UTF8.GetBytes(header), .. new byte[values]]);

        var fault = Assert.Throws<BadInputException>(() => Safetensors.Read(path));

        Assert.Equal(path, fault.File);
        Assert.Contains(values == 0 ? "end at byte 8 of 0" : said, fault.Message);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(99_999_999UL)]
    public void An_absurd_length_of_the_header_allocates_nothing(ulong length)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "bad.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}']);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("announces a header", Assert.Throws<BadInputException>(() => Safetensors.Read(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Every_truncation_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string path = Written(folder);
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<BadInputException>(() => Safetensors.Read(path));
        }
    }

    [Property(MaxTest = 200, Replay = "20230711,11")]
    public bool A_mutated_file_is_read_or_refused(DoNotSize<int> seed)
        => Mutated.IsReadOrRefused("mutated.safetensors", Original.Value, seed.Item, path => Safetensors.Read(path));

    [Fact]
    public void Two_tensors_of_one_name_are_not_written()
        => Assert.Throws<ArgumentException>(() => Safetensors.Write("never.safetensors", [Tensors[0], Tensors[0]]));

    private static string Written(TemporaryFolder folder)
    {
        string path = Path.Combine(folder.Path, "tensors.safetensors");
        Safetensors.Write(path, Tensors, Metadata);
        return path;
    }
}
