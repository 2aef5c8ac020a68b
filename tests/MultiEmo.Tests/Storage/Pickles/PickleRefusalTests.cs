using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Tests.Storage.Pickles;

public class PickleRefusalTests
{
    [Theory]
    [InlineData("cposix\nsystem\n(S'touch /tmp/executed'\ntR.", "refuses the global 'posix.system'")]
    [InlineData("cos\nsystem\n.", "refuses the global 'os.system'")]
    [InlineData("c__builtin__\neval\n(S'1'\ntR.", "refuses the global '__builtin__.eval'")]
    [InlineData("\u0080\u0004\u008c\u0008builtins\u008c\u0004exec\u0093.", "refuses the global 'builtins.exec'")]
    [InlineData("cbuiltins\ngetattr\n.", "refuses the global 'builtins.getattr'")]
    [InlineData("cnumpy.core.multiarray\nfromfile\n.", "refuses the global 'numpy.core.multiarray.fromfile'")]
    [InlineData("cnumpy.testing._private.utils\nrunstring\n.", "refuses the global 'numpy.testing._private.utils.runstring'")]
    [InlineData("(S'ls'\nios\nsystem\n.", "refuses the global 'os.system'")]
    [InlineData("c__builtin__\nset\n(I1\ntS'system'\n\u0093.", "a name is no text")]
    [InlineData("Pstorage\n.", "refused: data outside of the file")]
    [InlineData("\u0082\u0001.", "0x82")]
    [InlineData("\u0097.", "0x97")]
    [InlineData("\u0080\u0006.", "protocol 6")]
    [InlineData("c_codecs\nencode\n(Vx\nVzip\ntR.", "_codecs.encode to zip")]
    [InlineData("cnumpy\ndtype\n(S'O8'\ntR.", "'O8'")]
    [InlineData("cnumpy\ndtype\n(S'U5'\ntR.", "'U5'")]
    [InlineData("cnumpy\nndarray\n(tR.", "numpy.ndarray")]
    [InlineData("S'ls'\n(tR.", "calls something that is no name")]
    [InlineData("I1\n(db.", "takes none")]
    public void What_is_not_data_is_refused_by_name(string pickle, string said) => Assert.Contains(said, Refused(pickle).Message);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("t.")]
    [InlineData("I1\na.")]
    [InlineData("]I1\nu.")]
    [InlineData("}(I1\nu.")]
    [InlineData("g5\n.")]
    [InlineData("gx\n.")]
    [InlineData("Sx\n.")]
    [InlineData("S'\\x4'\n.")]
    [InlineData("V\\u12\n.")]
    [InlineData("V\\UFFFFFFFF\n.")]
    [InlineData("I1e5\n.")]
    [InlineData("Fone\n.")]
    [InlineData("I1")]
    [InlineData("(]]d.")]
    [InlineData("X\u0002\u0000\u0000\u0000\u00ff\u00fe.")]
    [InlineData("PK\u0003\u0004")]
    public void A_damaged_pickle_is_an_error_that_names_the_file(string pickle) => Assert.StartsWith("file.pkl: ", Refused(pickle).Message);

    [Theory]
    [InlineData("B\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f")]
    [InlineData("T\u00ff\u00ff\u00ff\u007f")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f")]
    [InlineData("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.")]
    [InlineData("\u008b\u00ff\u00ff\u00ff\u00ff")]
    public void A_length_beyond_the_file_allocates_nothing(string pickle)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(pickle);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("(I2\nI1000000000\nt")]
    [InlineData("(I2147483647\nI2147483647\nI2147483647\nt")]
    [InlineData("(I-1\nt")]
    [InlineData("(S'1'\nt")]
    public void A_shape_that_its_bytes_do_not_fill_is_an_error(string shape)
        => Refused($"cnumpy.core.numeric\n_frombuffer\n(S'12345678'\ncnumpy\ndtype\n(S'f4'\ntR{shape}S'C'\ntR.");

    [Fact]
    public void Deep_nesting_and_self_containing_lists_end()
    {
        Read(new string('(', 100_000) + new string('t', 100_000) + ".");

        Assert.IsType<List<object?>>(Read("]q\u0000h\u0000a."));
    }

    private static BadInputException Refused(string pickle) => Assert.Throws<BadInputException>(() => Read(pickle));

    private static object? Read(string pickle)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(pickle));
        return PickleReader.Read(stream, "file.pkl", PickleGlobals.Numpy);
    }
}
