using MultiEmo.Conversations;
using MultiEmo.Storage.PyTorch;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.PyTorch;

/// <summary>Damaged and hostile files give tensors or a named error, and take no more than ten times their size of memory.</summary>
public class PyTorchMutationTests
{
    private const int Files = 5000, Hostile = 2_000_000;
    private static readonly byte[] Magic = RealTorchFiles.Of(old: true)[..15];

    // What a stream, a zip's directory and a message take, however small the file.
    private const long Overhead = 1_500_000;

    [Theory, InlineData(false), InlineData(true)]
    public void Five_thousand_mutated_files_of_each_format_are_read_or_refused(bool old) => Mutate(RealTorchFiles.Of(old), Files);

    [Theory]
    [InlineData("]"), InlineData("}"), InlineData(")"), InlineData("("), InlineData("\u008f"), InlineData("K\u0001"), InlineData("N\u0094")]
    [InlineData("ccollections\nOrderedDict\n)R"), InlineData("\u008c\u0003abc"), InlineData("V\\u00e9\n"), InlineData("2")]
    [InlineData("X\u0000\u0000\u0000\u0000")]
    public void A_pickle_of_nothing_but_small_values_takes_no_more(string opcodes)
    {
        byte[] few = [.. opcodes.Select(letter => (byte)letter)];

        Check([.. Magic, .. Enumerable.Repeat(few, Hostile / few.Length).SelectMany(bytes => bytes)]);
    }

    [Theory, InlineData('V'), InlineData('I'), InlineData('S'), InlineData('c')]
    public void A_line_without_end_takes_no_more(char opcode)
        => Check([.. Magic, (byte)opcode, .. Enumerable.Repeat((byte)'\\', Hostile)]);

    private static void Check(byte[] file)
    {
        using var folder = new TemporaryFolder();
        Assert.False(Check(Path.Combine(folder.Path, "hostile.pt"), file));
    }

    private static void Mutate(byte[] original, int count)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "mutated.pt");
        int read = 0;
        for (int seed = 0; seed < count; seed++)
            if (Check(path, Mutated.Copy(original, seed))) read++;
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} mutated files: {read} read, {count - read} refused");
        Assert.InRange(read, count / 100, count - count / 100);
    }

    // Whether it was read; any other exception than the named one fails the test.
    private static bool Check(string path, byte[] file)
    {
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread(), started = Environment.TickCount64;
        bool read = IsRead(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10L * file.Length + Overhead);
        Assert.InRange(Environment.TickCount64 - started, 0, 20_000);
        return read;
    }

    private static bool IsRead(string path)
    {
        try
        {
            return PyTorchFile.Read(path).Count > 0;
        }
        catch (BadInputException fault)
        {
            Assert.StartsWith(path + ": ", fault.Message);
            return false;
        }
    }
}
