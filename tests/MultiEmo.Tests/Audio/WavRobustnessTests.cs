using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Audio;
using MultiEmo.Tests.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Audio;

public class WavRobustnessTests
{
    private static readonly WavBytes[] Kinds =
    [
        new() { Middle = WavBytes.Chunk("LIST", [.. "INFOodd"u8]), Last = WavBytes.Chunk("id3 ", [1]) },
        new() { Channels = 2, Bits = 24, IsExtensible = true, First = WavBytes.Chunk("JUNK", new byte[28]) },
        new() { Riff = "RF64", RiffSize = uint.MaxValue, DataSize = uint.MaxValue, First = WavBytes.Large(60) },
        new() { IsFloat = true, Bits = 64, DataSize = 0, RiffSize = 36 },
    ];

    private static readonly double[] Samples = [.. Enumerable.Range(0, 30).Select(i => i * 4.0)];

    [Fact]
    public void A_file_cut_at_any_byte_is_read_or_refused()
    {
        foreach (byte[] whole in Kinds.Select(kind => kind.Of(Samples)))
        {
            float[] all = Waveform.Read(new MemoryStream(whole), "x.wav").Samples.ToArray();
            for (int length = 0; length < whole.Length; length++)
            {
                float[] read = ReadOrRefused(whole[..length]);
                Assert.Equal(all[..read.Length], read);
            }
        }
    }

    [Property(MaxTest = 2000, Replay = "20230711,11")]
    public void A_mutated_file_is_read_or_refused(DoNotSize<int> seed)
    {
        byte[] bytes = Mutated.Copy(Kinds[(uint)seed.Item % Kinds.Length].Of(Samples), seed.Item);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.InRange(ReadOrRefused(bytes).Length, 0, bytes.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_size_that_is_only_announced_takes_no_memory()
    {
        byte[] bytes = new WavBytes { DataSize = 2_000_000_000 }.Of(1, 2, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(3, Waveform.Read(new MemoryStream(bytes), "x.wav").Samples.Length);
        Assert.True(Waveform.Read(new WavPipe(bytes), "x.wav").Truncated);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Blocks_take_no_memory_of_their_own()
    {
        using var reader = WaveformReader.Open(new MemoryStream(new WavBytes { Channels = 2 }.Of(new double[200_000])), "x.wav");
        var block = new float[1000];
        reader.Read(block);
        long before = GC.GetAllocatedBytesForCurrentThread();

        while (reader.Read(block) > 0) { }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_still_written()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.wav");
        using var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        writer.Write(new WavBytes { DataSize = 0, RiffSize = 0 }.Of(Samples));
        writer.Flush();

        Assert.Equal(30, Waveform.Read(path).Samples.Length);
    }

    [Fact]
    public void A_disk_that_fails_is_an_error_with_the_byte()
    {
        var fault = Assert.Throws<AudioFormatException>(() => Waveform.Read(new BufferedStream(new Failing(new WavBytes().Of(1, 2)), 1), "x.wav"));

        Assert.Equal("cannot be read (the disk is gone)", fault.Problem);
        Assert.IsType<IOException>(fault.InnerException);
    }

    // From a file and from a pipe, which must agree.
    private static float[] ReadOrRefused(byte[] bytes)
    {
        float[] first = ReadOrRefused(new MemoryStream(bytes)), second = ReadOrRefused(new WavPipe(bytes));
        Assert.Equal(first, second);
        return first;
    }

    private static float[] ReadOrRefused(Stream stream)
    {
        try
        {
            return Waveform.Read(stream, "x.wav").Samples.ToArray();
        }
        catch (AudioFormatException fault)
        {
            Assert.StartsWith("x.wav: ", fault.Message);
            return [];
        }
    }

    private sealed class Failing(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count)
            => Position < 40 ? base.Read(buffer, offset, Math.Min(count, 10)) : throw new IOException("the disk is gone.");
    }
}
