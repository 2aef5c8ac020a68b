using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Storage.Pickles;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.Pickles;

public class PickleReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void What_Python_wrote_is_read_whatever_the_protocol(int protocol)
    {
        var value = Assert.IsType<Dictionary<object, object?>>(Read(PythonPickles.Of(protocol)));

        Assert.Equal([1.5f, -2.25f], Assert.IsType<NumpyArray>(value["floats"]).ToSingles());
        Assert.Equal([2, 3], ((NumpyArray)value[7L]!).Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], ((NumpyArray)value[7L]!).ToSingles());
        Assert.Equal([1L, 3L], Assert.IsType<HashSet<object?>>(value["ids"]).Order());
        Assert.Equal(3L, value["count"]);
        Assert.Equal([true, null, "é☃", new byte[] { 0, 255 }, BigInteger.Pow(2, 70), 1.25, -3L], Assert.IsType<object?[]>(value["tuple"]));
        var list = Assert.IsType<List<object?>>(value["list"]);
        Assert.Equal([0.5, new List<object?>(), new Dictionary<object, object?>(), Array.Empty<object?>(), false, 70000L, -1L, 1L << 40], list);
        Assert.Equal(["a"], (HashSet<object?>)value["frozen"]!);
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(place => ((NumpyArray)value["flags"]!)[place]));
    }

    [Theory]
    [InlineData(0, "numpy.core")]
    [InlineData(2, "numpy.core")]
    [InlineData(2, "numpy._core")]
    [InlineData(4, "numpy._core")]
    public void Arrays_of_both_names_of_NumPy_and_texts_of_Python_2_are_read(int protocol, string core)
    {
        var written = new List<object?> { "caf\u00e9 'n\\ \n", new float[] { 1, float.MaxValue }, new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } },
            -0.125 };

        var read = Assert.IsType<List<object?>>(Read(PickleWriter.Dump(written, protocol, core)));

        Assert.Equal(written[0], read[0]);
        Assert.Equal((float[])written[1]!, ((NumpyArray)read[1]!).ToSingles());
        Assert.Equal([3, 2], ((NumpyArray)read[2]!).Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], ((NumpyArray)read[2]!).ToSingles());
        Assert.Equal(written[3], read[3]);
    }

    [Fact]
    public void Several_pickles_in_a_stream_are_read_one_after_the_other()
    {
        using var stream = new MemoryStream([.. PickleWriter.Dump(1, 2), .. PickleWriter.Dump("two", 4)]);

        Assert.Equal(1L, PickleReader.Read(stream, "stream", PickleGlobals.Numpy));
        Assert.Equal("two", PickleReader.Read(stream, "stream", PickleGlobals.Numpy));
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Further_names_and_data_outside_are_read_by_those_who_allow_them()
    {
        var globals = PickleGlobals.Numpy.With([new PickleGlobal("collections.OrderedDict", _ => new Dictionary<object, object?>())]);
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes("ccollections\nOrderedDict\n(tR(S'key'\nPstorage 5\nu}S'_metadata'\nNsb."));

        var read = PickleReader.Read(stream, "stream", globals, id => $"data of {id}");

        Assert.Equal(new Dictionary<object, object?> { ["key"] = "data of storage 5" }, read);
    }

    [Property(MaxTest = 200, Replay = "20230711,11")]
    public bool A_mutated_pickle_is_read_or_refused(DoNotSize<int> seed, byte protocol)
        => Mutated.IsReadOrRefused("Speakers.pkl", PythonPickles.Of(protocol % 6), seed.Item, path => PickleReader.Read(path));

    [Property(MaxTest = 100, Replay = "20230711,11")]
    public bool Any_bytes_are_read_or_refused(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        return Mutated.IsReadOrRefused(Path.Combine(folder.Path, "any.pkl"), bytes, path => PickleReader.Read(path));
    }

    private static object? Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "value.pkl");
        File.WriteAllBytes(path, bytes);
        return PickleReader.Read(path);
    }
}
