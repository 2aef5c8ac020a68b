using System.Globalization;
using System.IO.Compression;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.PyTorch;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.PyTorch;

/// <summary>Files made to be large in memory are refused before they take ten times their size; many small layers are none of them.</summary>
public class PyTorchAllocationTests
{
    private const int Many = 200_000, Times = 10;
    private const long Fixed = 1_500_000;
    private const string Storage = "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0001tQ";
    private const string Rebuild = "ctorch._utils\n_rebuild_tensor_v2\n";

    /// <summary>Pickles by what makes them large: what comes once, then what is repeated with its own number.</summary>
    public static TheoryData<string, string, string> Pickles => new()
    {
        { "tensors of one storage", $"}}({Rebuild}(({Storage}K\0)))", "J####h\0" },
        { "kept values", "N", "\u0094" },
        { "kept values under numbers", "N", "r####" },
        { "numbers", "(", "J####" },
        { "real numbers", "(", "G####\0\0\0\0" },
        { "keys one by one", "}", "J####Ns" },
        { "keys at once", "}(", "J####N" },
        { "items of a set", "\u008f(", "J####" },
        { "marks", "", "(" },
        { "lists in lists", "", "](" },
        { "tuples of one", "N", "\u0085" },
        { "a tuple of many", "(", "N" },
        { "ordered dictionaries", "ccollections\nOrderedDict\nq\u0001)q\u0002", "h\u0001h\u0002R" },
        {
            "sets of a list of numbers",
            "cbuiltins\nset\nq\u0001(](K\u0001K\u0002K\u0003K\u0004K\u0005K\u0006K\u0007K\u0008etq\u0002",
            "h\u0001h\u0002R"
        },
        { "copies of bytes", $"c_codecs\nencode\nq\u0001(X\u0090\u0001\0\0{new string('x', 400)}X\u0006\0\0\0latin1tq\u0002", "h\u0001h\u0002R" },
        { "sizes", "ctorch\nSize\nq\u0001((K\u0001K\u0002ttq\u0002", "h\u0001h\u0002R" },
    };

    [Theory, MemberData(nameof(Pickles))]
    public void A_pickle_of_many_small_values_takes_no_more(string name, string first, string again)
    {
        byte[] pickle = [0x80, 2, .. Latin1(first), .. Enumerable.Range(0, Many).SelectMany(i => Latin1(Numbered(again, i)))];
        byte[][] ends = [[], Latin1("."), Latin1("t."), Latin1("u."), Latin1("e."), [0x90, (byte)'.'], [0x91, (byte)'.'], Latin1("d.")];

        foreach (byte[] end in ends)
        {
            Refused(Zip(CompressionLevel.NoCompression, ("a/data.pkl", [.. pickle, .. end])), name);
            Refused([.. Magic, .. Latin1("M\u00e9\u0003."), .. Latin1("}."), .. pickle, .. end], name);
        }
    }

    [Fact]
    public void Pickles_one_after_another_share_what_the_file_may_take()
    {
        byte[] large = [0x80, 2, (byte)'(', .. Enumerable.Range(0, Many).SelectMany(i => Latin1(Numbered("J####", i))), (byte)'t', (byte)'.'];

        Refused([.. Magic, .. Latin1("M\u00e9\u0003."), .. large, .. large, .. large, .. large], "five pickles");
    }

    [Fact]
    public void A_zip_of_nothing_but_entries_takes_no_more()
    {
        (string, byte[])[] entries = [.. Enumerable.Range(0, Many / 4).Select(i => (i.ToString(CultureInfo.InvariantCulture), Array.Empty<byte>()))];

        Refused(Directory(Many), "a directory without files");
        Refused(Zip(CompressionLevel.NoCompression, entries), "entries without content");
    }

    [Fact]
    public void Compressed_entries_take_no_more()
    {
        byte[] pickle = [0x80, 2, .. Latin1("("), .. Enumerable.Repeat((byte)'N', 1 << 22), .. Latin1("t.")];
        Refused(Zip(CompressionLevel.Optimal, ("a/data.pkl", pickle)), "a compressed pickle");

        byte[] zeros = new byte[1 << 24];
        byte[] pickled = PyTorchFileTests.State(false, ("x", new TorchTensor("ByteStorage", "0", zeros, 1, [zeros.Length])));
        using var archive = new ZipArchive(new MemoryStream(pickled));
        (string, byte[])[] entries = [.. archive.Entries.Select(entry => (entry.FullName, Content(entry)))];
        Refused(Zip(CompressionLevel.Optimal, entries), "a compressed storage");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void One_storage_under_many_shapes_takes_no_more(bool old)
    {
        byte[] values = new byte[4 * 10_000];
        TorchTensor View(int place) => new("FloatStorage", "0", values, 4, [10_000 - place], [1]);
        TorchTensor Repeated(int place) => new("FloatStorage", "0", values, 4, [place + 1, 10_000], [0, 1]);

        Refused(PyTorchFileTests.State(old, [.. Enumerable.Range(0, 2000).Select(i => ($"view{i}", View(i)))]), "views");
        Refused(PyTorchFileTests.State(old, [.. Enumerable.Range(0, 2000).Select(i => ($"rows{i}", Repeated(i)))]), "repetitions");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_network_of_many_small_layers_is_read(bool old)
    {
        const int layers = 5000;
        byte[] file = PyTorchFileTests.State(old, [.. Enumerable.Range(0, layers).Select(i => ($"layer{i}.bias", Small(i)))]);

        var measured = Measured(file);

        Assert.Equal(layers, measured.Tensors?.Count);
        Assert.Equal(Small(layers - 1).Values, measured.Tensors![$"layer{layers - 1}.bias"].Bytes);
        Assert.InRange(measured.Allocated, 0, Times * file.LongLength);
    }

    private static TorchTensor Small(int i) => new("FloatStorage", $"{i}", [.. Enumerable.Repeat((byte)i, 4 * 64)], 4, [64]);

    private static byte[] Magic => RealTorchFiles.Of(old: true)[..15];

    private static void Refused(byte[] file, string name)
    {
        var measured = Measured(file);
        double times = (double)measured.Allocated / file.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {file.Length} bytes, {times:F2} times allocated; {measured.Fault}");
        Assert.InRange(measured.Allocated, 0, Times * file.LongLength + Fixed);
        Assert.Null(measured.Tensors);
    }

    private static Reading Measured(byte[] file)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "crafted.pt");
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var tensors = PyTorchFile.Read(path);
            return new Reading(tensors, "", GC.GetAllocatedBytesForCurrentThread() - before);
        }
        catch (BadInputException fault)
        {
            return new Reading(null, fault.Message, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static string Numbered(string text, int number)
        => text.Replace("####", Encoding.Latin1.GetString(BitConverter.GetBytes(number)), StringComparison.Ordinal);

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Content(ZipArchiveEntry entry)
    {
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }
        return file.ToArray();
    }

    // The shortest rows of a directory, without names, and an end that counts as many as it can.
    private static byte[] Directory(int rows)
    {
        byte[] row = [.. "PK\u0001\u0002"u8, .. new byte[42]];
        byte[] most = [0xfe, 0xff];
        byte[] size = BitConverter.GetBytes(rows * row.Length), place = BitConverter.GetBytes(4);
        byte[] end = [.. "PK\u0005\u0006"u8, 0, 0, 0, 0, .. most, .. most, .. size, .. place, 0, 0];
        return [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat(row, rows).SelectMany(bytes => bytes), .. end];
    }

    private sealed record Reading(IReadOnlyDictionary<string, StoredTensor>? Tensors, string Fault, long Allocated);
}
