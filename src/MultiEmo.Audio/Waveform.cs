using MultiEmo.Audio.Wav;

namespace MultiEmo.Audio;

/// <summary>A sound as one channel of samples in memory: what features are computed from.</summary>
/// <param name="samples">Samples, full scale at 1 and -1; files of floats may go beyond. Not copied.</param>
/// <param name="sampleRate">Samples per second, in Hz.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is not above zero.</exception>
/// <exception cref="ArgumentException">A sample is NaN or infinite; the message says which and when.</exception>
public sealed class Waveform(ReadOnlyMemory<float> samples, int sampleRate)
{
    /// <summary>Samples to begin with where a stream does not tell how many will come: four seconds at 16 kHz.</summary>
    private const int FirstCapacity = 1 << 16;

    /// <summary>Samples, full scale at 1 and -1.</summary>
    public ReadOnlyMemory<float> Samples { get; } = sampleRate > 0
        ? RequireFinite(samples, sampleRate)
        : throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "a sampling rate is above zero");

    /// <summary>Samples per second, in Hz.</summary>
    public int SampleRate { get; } = sampleRate;

    /// <summary>How long it sounds: samples / rate.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((long)Math.Round(Samples.Length * (double)TimeSpan.TicksPerSecond / SampleRate));

    /// <summary>Whether its file ended before the sound did; what was there is here. See <see cref="WaveformReader.Truncated"/>.</summary>
    public bool Truncated { get; private init; }

    /// <summary>Reads a whole WAV file, mixed down to one channel. See <see cref="WaveformReader"/> for what is read and how it is scaled.</summary>
    /// <exception cref="AudioFormatException">The file is missing, is no WAV file, or is one that cannot be read.</exception>
    public static Waveform Read(string path)
    {
        using var reader = WaveformReader.Open(path);
        return ReadAll(reader);
    }

    /// <summary>Reads a whole WAV file from a stream, from where it stands; the stream stays open.</summary>
    /// <param name="stream">Need not be able to seek.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="AudioFormatException">As <see cref="Read(string)"/>.</exception>
    public static Waveform Read(Stream stream, string name)
    {
        using var reader = WaveformReader.Open(stream, name);
        return ReadAll(reader);
    }

    private static Waveform ReadAll(WaveformReader reader)
    {
        var samples = reader.IsLengthMeasured ? ReadMeasured(reader) : ReadToEnd(reader);
        return new Waveform(samples, reader.SampleRate) { Truncated = reader.Truncated };
    }

    private static Memory<float> ReadMeasured(WaveformReader reader)
    {
        if (reader.Length > Array.MaxLength) throw TooLong(reader);
        var samples = GC.AllocateUninitializedArray<float>((int)reader.Length);
        return samples.AsMemory(0, reader.Read(samples));
    }

    // What a pipe announces is no reason to take memory before the samples come.
    private static Memory<float> ReadToEnd(WaveformReader reader)
    {
        var samples = new float[FirstCapacity];
        var count = 0;
        while (reader.Read(samples.AsSpan(count)) is > 0 and var read)
        {
            count += read;
            if (count < samples.Length) continue;
            if (count == Array.MaxLength) throw TooLong(reader);
            Array.Resize(ref samples, (int)Math.Min(2L * count, Array.MaxLength));
        }
        return samples.AsMemory(0, count);
    }

    private static AudioFormatException TooLong(WaveformReader reader)
        => new(reader.Name, $"holds more than {Array.MaxLength} samples", $"read it in blocks with {nameof(WaveformReader)}, or cut it in parts");

    private static ReadOnlyMemory<float> RequireFinite(ReadOnlyMemory<float> samples, int sampleRate)
    {
        var bad = Finiteness.FirstBad(samples.Span);
        if (bad < 0) return samples;
        throw new ArgumentException($"{Finiteness.Describe(samples.Span[bad], bad, sampleRate)}; samples must be finite", nameof(samples));
    }
}
