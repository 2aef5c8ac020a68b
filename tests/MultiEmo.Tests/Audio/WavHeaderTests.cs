using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

public class WavHeaderTests
{
    private const uint Open = uint.MaxValue;

    private static readonly double[] Ramp = [.. Enumerable.Range(-50, 101).Select(i => i * 300.0)];
    private static readonly float[] Expected = [.. Ramp.Select(sample => (float)sample / 32767f)];
    private static readonly byte[] Odd = WavBytes.Chunk("LIST", [.. "INFOodd"u8]);

    [Fact]
    public void Chunks_of_other_programs_stand_where_they_like()
    {
        byte[] late = WavBytes.Chunk("bext", new byte[602]);

        Assert.All<WavBytes>(
        [
            new() { First = Odd },
            new() { Middle = Odd },
            new() { First = [.. late, .. Odd], Middle = WavBytes.Chunk("fact", [1, 2, 3, 4]) },
            new() { Middle = WavBytes.Chunk("fact", []), Last = Odd },
            new() { Middle = Odd[..^1] },
            new() { First = Odd[..^1] },
            new() { Middle = WavBytes.Chunk("JUNK", new byte[200_001]) },
            new() { Middle = WavBytes.Chunk("fmt ", [7, 0]) },
            new() { Last = [.. "TAG some junk that is no chunk"u8] },
        ], IsRamp);
    }

    [Fact]
    public void The_format_may_be_longer_than_it_need_be() => Assert.All<WavBytes>(
    [
        new() { FormatBytes = 18 },
        new() { FormatBytes = 20 },
        new() { FormatBytes = 40 },
        new() { FormatBytes = 41 },
        new() { IsExtensible = true },
        new() { IsExtensible = true, FormatBytes = 50 },
    ], IsRamp);

    [Fact]
    public void A_size_that_was_never_filled_in_goes_to_the_end() => Assert.All<WavBytes>(
    [
        new() { DataSize = Open },
        new() { DataSize = Open, RiffSize = Open },
        new() { DataSize = 0, RiffSize = 36 },
        new() { DataSize = 0, RiffSize = 0 },
        new() { DataSize = 0, RiffSize = Open },
        new() { DataSize = 0x7FFFF000, RiffSize = 0x7FFFF024 },
        new() { DataSize = Open - 36, RiffSize = Open },
        new() { DataSize = 0x80000000 },
    ], IsRamp);

    [Fact]
    public void Sizes_in_64_bits_are_read() => Assert.All<WavBytes>(
    [
        new() { Riff = "RF64", RiffSize = Open, DataSize = Open, First = WavBytes.Large(202), Last = Odd },
        new() { Riff = "BW64", RiffSize = Open, DataSize = Open, First = WavBytes.Large(202), Last = Odd },
        new() { Riff = "RF64", RiffSize = Open, First = WavBytes.Large(0), Last = Odd },
        new() { Riff = "RF64", RiffSize = Open, DataSize = Open, First = WavBytes.Large(0) },
        new() { Riff = "RF64", RiffSize = Open, DataSize = Open, First = WavBytes.Large(ulong.MaxValue - 100) },
        new() { Riff = "RF64", RiffSize = Open, DataSize = Open, First = WavBytes.Chunk("ds64", [1, 2]) },
    ], IsRamp);

    [Fact]
    public void A_file_without_samples_is_empty() => Assert.All<WavBytes>([new(), new() { Last = Odd }, new() { DataSize = Open }], wav =>
    {
        Assert.Equal(0, Waveform.Read(new MemoryStream(wav.Of()), "x.wav").Samples.Length);
        Assert.Equal(TimeSpan.Zero, Waveform.Read(new WavPipe(wav.Of()), "x.wav").Duration);
    });

    [Fact]
    public void Truncated_data_are_read_to_their_last_whole_frame()
    {
        byte[] whole = new WavBytes { Channels = 2 }.Of([.. Ramp, 0]);
        byte[] cut = whole[..^3];

        foreach (Stream stream in (Stream[])[new MemoryStream(cut), new WavPipe(cut)])
        {
            var read = Waveform.Read(stream, "x.wav");
            Assert.Equal(50, read.Samples.Length);
            Assert.True(read.Truncated);
        }
        Assert.True(WaveformReader.Open(new MemoryStream(cut), "x.wav").Truncated);
        Assert.Equal(50, WaveformReader.Open(new MemoryStream(cut), "x.wav").Length);
        Assert.False(Waveform.Read(new WavPipe(whole), "x.wav").Truncated);
    }

    [Fact]
    public void An_open_end_within_a_sample_is_truncated_too()
    {
        byte[] bytes = new WavBytes { DataSize = Open }.Of(Ramp)[..^1];

        Assert.All<Stream>([new MemoryStream(bytes), new WavPipe(bytes)], stream =>
        {
            var read = Waveform.Read(stream, "x.wav");
            Assert.Equal(Expected[..^1], read.Samples.ToArray());
            Assert.True(read.Truncated);
        });
    }

    [Fact]
    public void A_byte_too_many_is_no_sample()
    {
        var read = Waveform.Read(new MemoryStream(new WavBytes { DataSize = 203, Last = [1] }.Of(Ramp)), "x.wav");

        Assert.Equal(Expected, read.Samples.ToArray());
        Assert.False(read.Truncated);
    }

    [Fact]
    public void The_reader_tells_what_the_file_says()
    {
        var wav = new WavBytes { Bits = 24, Channels = 3, Rate = 44100 };
        using var reader = WaveformReader.Open(new MemoryStream(wav.Of(Ramp[..99])), "x.wav");
        using var pipe = WaveformReader.Open(new WavPipe(wav.Of(Ramp[..99])), "x.wav");
        using var open = WaveformReader.Open(new WavPipe((wav with { DataSize = Open }).Of(Ramp[..99])), "x.wav");

        Assert.Equal((44100, 3, 24, false), (reader.SampleRate, reader.Channels, reader.BitsPerSample, reader.IsFloat));
        Assert.Equal((33L, 33L, -1L), (reader.Length, pipe.Length, open.Length));
        Assert.Equal(33, open.Read(new float[100]));
        Assert.Equal(33, open.Length);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        var wav = new WavBytes { Middle = WavBytes.Chunk("JUNK", new byte[100_000]), DataSize = Open };
        var stream = new MemoryStream([1, 2, 3, .. wav.Of(Ramp)]) { Position = 3 };

        using (var reader = WaveformReader.Open(stream, "x.wav"))
        {
            Assert.Equal((101L, false), (reader.Length, reader.Truncated));
            var samples = new float[200];
            Assert.Equal(Expected, samples[..reader.Read(samples)]);
        }
        Assert.True(stream.CanRead);
    }

    private static void IsRamp(WavBytes wav)
    {
        byte[] bytes = wav.Of(Ramp);
        Assert.All<Stream>([new MemoryStream(bytes), new WavPipe(bytes)], stream =>
        {
            var read = Waveform.Read(stream, "x.wav");
            Assert.Equal(Expected, read.Samples.ToArray());
            Assert.False(read.Truncated);
        });
    }
}
