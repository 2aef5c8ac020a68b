using MultiEmo.Conversations;

namespace MultiEmo.Tests.Storage.PyTorch;

public class PyTorchRefusalTests
{
    public static TheoryData<bool> Formats => [false, true];

    [Theory, MemberData(nameof(Formats))]
    public void What_is_no_tensor_is_refused_by_its_name(bool old)
    {
        var table = new Dictionary<object, object?> { ["x"] = PyTorchFileTests.One(1), ["y"] = new TorchName("os", "system") };

        string said = Refused(TorchWriter.Save(table, old));

        Assert.Contains("refuses the global 'os.system'", said);
        Assert.Contains("nothing was executed", said);
        Assert.Contains("weights.pt", said);
    }

    [Theory]
    [InlineData("torch._utils", "_rebuild_qtensor")]
    [InlineData("torch", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch", "ComplexFloatStorage")]
    [InlineData("torch", "float8_e4m3fn")]
    [InlineData("__main__", "Net")]
    [InlineData("builtins", "eval")]
    public void Other_names_of_PyTorch_are_refused_too(string module, string name)
        => Assert.Contains($"refuses the global '{module}.{name}'",
            Refused(TorchWriter.Save(new Dictionary<object, object?> { ["x"] = new TorchName(module, name) }, false)));

    [Theory, MemberData(nameof(Formats))]
    public void A_view_that_leaves_its_storage_is_an_error(bool old)
    {
        var tensor = new TorchTensor("FloatStorage", "0", new byte[40], 4, [10]);
        TorchTensor[] bad =
        [
            tensor with { Shape = [11] }, tensor with { Offset = 1 }, tensor with { Shape = [2, 5], Strides = [6, 1] },
            tensor with { Shape = [2], Strides = [long.MaxValue] }, tensor with { Shape = [1], Offset = long.MaxValue, Strides = [1] },
            tensor with { Shape = [1], Offset = 10 }, tensor with { Shape = [long.MaxValue], Strides = [1] },
        ];

        Assert.All(bad, each => Assert.Contains("beyond the 10 elements", Refused(PyTorchFileTests.State(old, ("x", each)))));
        Assert.Contains("size or stride", Refused(PyTorchFileTests.State(old, ("x", tensor with { Shape = [-1], Strides = [1] }))));
        Assert.Contains("size or stride", Refused(PyTorchFileTests.State(old, ("x", tensor with { Strides = [-1] }))));
        Assert.Contains("other sizes than strides", Refused(PyTorchFileTests.State(old, ("x", tensor with { Strides = [1, 1] }))));
    }

    [Theory]
    [InlineData(1L << 40, 1L, "more than 8 times")]
    [InlineData(1L << 30, 1L, "more than 8 times")]
    [InlineData(1L << 62, 1L << 62, "more elements than can be counted")]
    public void Repetition_that_would_fill_the_memory_is_refused(long rows, long columns, string said)
    {
        var tensor = new TorchTensor("FloatStorage", "0", new byte[4], 4, [rows, columns], [0, 0]);
        byte[] file = PyTorchFileTests.State(false, ("x", tensor));
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Refused(file);

        Assert.True(message.Contains(said) || message.Contains("2 GiB"), message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory, MemberData(nameof(Formats))]
    public void What_holds_no_state_dict_says_what_it_holds(bool old)
    {
        Assert.Contains("'epoch', 'net'", Refused(TorchWriter.Save(
            new Dictionary<object, object?> { ["epoch"] = 3, ["net"] = new Dictionary<object, object?> { ["x"] = PyTorchFileTests.One(1) } }, old)));
        Assert.Contains("no dictionary", Refused(TorchWriter.Save(PyTorchFileTests.One(1), old)));
        Assert.Contains("its keys are none", Refused(TorchWriter.Save(new Dictionary<object, object?>(), old)));
        Assert.Contains("no text", Refused(TorchWriter.Save(new Dictionary<object, object?> { [5L] = PyTorchFileTests.One(1) }, old)));
    }

    [Fact]
    public void Other_files_are_told_from_those_of_PyTorch()
    {
        Assert.Contains("neither a zip nor a pickle", Refused("<html>"u8.ToArray()));
        Assert.Contains("neither a zip nor a pickle", Refused([]));
        Assert.Contains("not of PyTorch", Refused([0x80, 2, (byte)'N', (byte)'.']));
        Assert.Contains("cannot be read as a file of PyTorch", Refused("PK\u0003\u0004"u8.ToArray()));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Every_truncation_is_an_error(bool old)
    {
        byte[] whole = RealTorchFiles.Of(old);

        for (int length = 0; length < whole.Length; length += 13) Refused(whole[..length]);
    }

    private static string Refused(byte[] file) => Assert.Throws<BadInputException>(() => PyTorchFileTests.Read(file)).Message;
}
