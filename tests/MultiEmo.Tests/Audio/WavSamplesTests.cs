using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

public class WavSamplesTests
{
    [Property(MaxTest = 300, Replay = "20230711,11")]
    public void Any_samples_of_any_kind_come_back_as_the_mean_of_their_channels(DoNotSize<int> seed)
    {
        var chance = new Random(seed.Item);
        var wav = AnyKind(chance);
        double[] samples = AnySamples(wav, chance.Next(3) * chance.Next(2000), chance);

        var read = Waveform.Read(new MemoryStream(wav.Of(samples)), "any.wav");

        Assert.Equal(Mean(wav, samples), read.Samples.ToArray());
        Assert.Equal(wav.Rate, read.SampleRate);
        Assert.False(read.Truncated);
    }

    [Property(MaxTest = 100, Replay = "20230711,11")]
    public void Blocks_of_any_sizes_are_the_whole(DoNotSize<int> seed)
    {
        var chance = new Random(seed.Item);
        var wav = AnyKind(chance);
        byte[] bytes = wav.Of(AnySamples(wav, 60_000, chance));
        using var reader = WaveformReader.Open(chance.Next(2) == 0 ? new MemoryStream(bytes) : new WavPipe(bytes, 5000), "any.wav");
        var block = new float[chance.Next(1, 50_000)];
        var all = new List<float>();

        while (reader.Read(block.AsSpan(0, chance.Next(1, block.Length + 1))) is > 0 and var count) all.AddRange(block.AsSpan(0, count));

        Assert.Equal(Waveform.Read(new MemoryStream(bytes), "any.wav").Samples.ToArray(), all);
        Assert.Equal(all.Count, reader.Length);
        Assert.Equal(0, reader.Read(block));
        Assert.Equal(all.Count, reader.Length);
    }

    [Property(MaxTest = 100, Replay = "20230711,11")]
    public void What_is_skipped_is_left_out_and_nothing_else(DoNotSize<int> seed)
    {
        var chance = new Random(seed.Item);
        var wav = AnyKind(chance);
        byte[] bytes = [.. wav.Of(AnySamples(wav, chance.Next(40_000), chance)), .. WavBytes.Chunk("LIST", new byte[chance.Next(100)])];
        float[] all = Waveform.Read(new MemoryStream(bytes), "any.wav").Samples.ToArray(), rest = new float[all.Length + 1];
        using var reader = WaveformReader.Open(chance.Next(2) == 0 ? new MemoryStream(bytes) : new WavPipe(bytes, 5000), "any.wav");
        int before = reader.Read(rest.AsSpan(0, chance.Next(all.Length + 1)));
        int skip = chance.Next(all.Length + 100);

        long skipped = reader.Skip(skip);
        int count = reader.Read(rest);

        Assert.Equal(Math.Min(skip, all.Length - before), skipped);
        Assert.Equal(all[(before + (int)skipped)..], rest[..count]);
        Assert.Equal(all.Length, reader.Length);
    }

    [Theory]
    [InlineData(8, null, 127.0)]
    [InlineData(12, null, 32767.0)]
    [InlineData(16, null, 32767.0)]
    [InlineData(20, null, 8388352.0)]
    [InlineData(24, null, 8388352.0)]
    [InlineData(24, 4, 8388352.0)]
    [InlineData(32, null, 2147483648.0)]
    public void Integers_are_divided_by_openSMILEs_full_scale(int bits, int? sampleBytes, double scale)
    {
        double top = Math.Pow(2, (sampleBytes == 4 ? bits : 8 * ((bits + 7) / 8)) - 1);

        var read = Waveform.Read(new MemoryStream(new WavBytes { Bits = bits, SampleBytes = sampleBytes }.Of(-top, -1, 0, 1, top - 1)), "x.wav");

        Assert.Equal([(float)-top / (float)scale, -1 / (float)scale, 0, 1 / (float)scale, (float)(top - 1) / (float)scale], read.Samples.ToArray());
        Assert.InRange(read.Samples.Span[4], 0.999f, 1.00004f);
    }

    [Fact]
    public void Floats_may_go_beyond_full_scale()
    {
        var wav = new WavBytes { IsFloat = true, Bits = 32 };

        Assert.Equal([-2.5f, float.MaxValue, float.Epsilon], Waveform.Read(new MemoryStream(wav.Of(-2.5, float.MaxValue, float.Epsilon)), "x.wav")
            .Samples.ToArray());
        Assert.Equal([0.1f, -3], Waveform.Read(new MemoryStream((wav with { Bits = 64 }).Of(0.1, -3)), "x.wav").Samples.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Channels_out_of_phase_cancel(int channels)
    {
        double[] frame = [.. Enumerable.Range(0, channels).Select(channel => 1000.0 * (channel - ((channels - 1) / 2.0)))];

        var read = Waveform.Read(new MemoryStream(new WavBytes { Channels = channels }.Of([.. frame, .. frame])), "x.wav");

        Assert.Equal([0, 0], read.Samples.ToArray());
    }

    private static WavBytes AnyKind(Random chance)
    {
        var isFloat = chance.Next(3) == 0;
        int[] bits = isFloat ? [32, 64] : [8, 16, 24, 32];
        return new()
        {
            IsFloat = isFloat,
            Bits = bits[chance.Next(bits.Length)],
            IsExtensible = chance.Next(2) == 0,
            Channels = chance.Next(1, 8),
            Rate = chance.Next(1, 200_000),
        };
    }

    private static double[] AnySamples(WavBytes wav, int count, Random chance)
    {
        var top = Math.Pow(2, wav.Bits - 1);
        return [.. Enumerable.Range(0, count / wav.Channels * wav.Channels)
            .Select(_ => wav.IsFloat ? (chance.NextDouble() * 4) - 2 : Math.Floor(((chance.NextDouble() * 2) - 1) * top))];
    }

    // The steps of openSMILE, each rounded to float.
    private static IEnumerable<float> Mean(WavBytes wav, double[] samples)
    {
        float scale = wav.IsFloat ? 1 : wav.Bits switch { 8 => 127, 16 => 32767, 24 => 32767 * 256, _ => 2147483648 };
        return samples.Chunk(wav.Channels).Select(frame => frame.Aggregate(0f, (sum, sample) => sum + (float)sample) / wav.Channels / scale);
    }
}
