using System.Numerics;

namespace MultiEmo.Audio.Wav;

/// <summary>
/// Turns frames of bytes into one channel of floats: the mean of the channels over full scale, x = (sum of the samples / channels) / scale, each step
/// rounded to float as openSMILE 3 computes it.
/// </summary>
internal sealed class MonoMix
{
    private const float Scale8 = 127, Scale16 = 32767, Scale24 = 32767 * 256, Scale32 = 2147483648;

    private readonly Action<ReadOnlySpan<byte>, Span<float>> widen;
    private readonly float scale;
    private readonly int channels;
    private readonly float[] widened;

    /// <summary>Prepares for blocks of at most so many samples, over all channels.</summary>
    public MonoMix(WavFormat format, int samples)
    {
        channels = format.Channels;
        widened = channels == 1 ? [] : new float[samples];
        (widen, scale) = format switch
        {
            { IsFloat: true, SampleBytes: 4 } => (Widening.Float32, 1f),
            { IsFloat: true } => (Widening.Float64, 1f),
            { IsLow24: true } => (Widening.Low24, Scale24),
            { SampleBytes: 1 } => (Widening.Unsigned8, Scale8),
            { SampleBytes: 2 } => (Widening.Signed16, Scale16),
            { SampleBytes: 3 } => (Widening.Signed24, Scale24),
            _ => ((Action<ReadOnlySpan<byte>, Span<float>>)Widening.Signed32, Scale32),
        };
    }

    /// <summary>Mixes whole frames; one value per frame.</summary>
    public void Mix(ReadOnlySpan<byte> frames, Span<float> mono)
    {
        if (channels == 1)
        {
            widen(frames, mono);
        }
        else
        {
            var samples = widened.AsSpan(0, mono.Length * channels);
            widen(frames, samples);
            Sum(samples, mono);
            Divide(mono, channels);
        }
        if (scale != 1) Divide(mono, scale);
    }

    private void Sum(ReadOnlySpan<float> samples, Span<float> sums)
    {
        var at = 0;
        for (var frame = 0; frame < sums.Length; frame++)
        {
            var sum = 0f;
            foreach (var sample in samples.Slice(at, channels)) sum += sample;
            sums[frame] = sum;
            at += channels;
        }
    }

    // A true division: to multiply by the reciprocal would round differently.
    private static void Divide(Span<float> values, float divisor)
    {
        var divisors = new Vector<float>(divisor);
        var at = 0;
        for (; at <= values.Length - Vector<float>.Count; at += Vector<float>.Count)
            (new Vector<float>(values[at..]) / divisors).CopyTo(values[at..]);
        for (; at < values.Length; at++)
            values[at] /= divisor;
    }
}
