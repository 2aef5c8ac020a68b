using MultiEmo.Audio;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Audio;

public class WaveformTests
{
    [Theory]
    [InlineData(0, 16000, 0)]
    [InlineData(16000, 16000, 10_000_000)]
    [InlineData(441, 44100, 100_000)]
    [InlineData(1, 3, 3_333_333)]
    public void It_lasts_its_samples_over_its_rate(int samples, int rate, long ticks)
        => Assert.Equal(ticks, new Waveform(new float[samples], rate).Duration.Ticks);

    [Theory]
    [InlineData(0)]
    [InlineData(-8000)]
    public void A_rate_is_above_zero(int rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new Waveform(new float[1], rate));

    [Fact]
    public void Every_sample_is_finite_and_the_first_that_is_not_is_told()
    {
        for (int at = 0; at < 70; at++)
        {
            float[] samples = new float[70];
            samples[at] = at % 2 == 0 ? float.NaN : float.NegativeInfinity;
            samples[^1] = float.NaN;

            var fault = Assert.Throws<ArgumentException>(() => new Waveform(samples, 1000));

            Assert.StartsWith($"sample {at} (at 0.0", fault.Message.Replace("at 0 s", "at 0.0 s"));
        }
        Assert.Equal(float.MaxValue, new Waveform(new[] { float.MinValue, float.MaxValue }, 1).Samples.Span[1]);
    }

    [Fact]
    public void A_file_is_read_by_its_path_and_closed()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.wav");
        File.WriteAllBytes(path, new WavBytes { Rate = 8000 }.Of(32767, 0, -32767));

        var read = Waveform.Read(path);
        File.Delete(path);

        Assert.Equal([1, 0, -1], read.Samples.ToArray());
        Assert.Equal(8000, read.SampleRate);
    }

    [Fact]
    public void A_reader_once_closed_reads_no_more()
    {
        var reader = WaveformReader.Open(new MemoryStream(new WavBytes().Of(1, 2, 3)), "x.wav");
        reader.Read(new float[1]);

        reader.Dispose();

        Assert.Throws<ObjectDisposedException>(() => reader.Read(new float[1]));
    }
}
