using MultiEmo.Audio;

namespace MultiEmo.Features.Audio;

/// <summary>Opens sounds: whole files block by block, parts of files in memory.</summary>
internal static class SoundReader
{
    private const int Block = 1 << 16;

    /// <summary>The features of a sound.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV file, or broken, or the sound is shorter than a frame.</exception>
    public static AudioVector Functionals(SoundFile sound, AudioFeatures features, CancellationToken stop)
    {
        using var reader = WaveformReader.Open(sound.Path);
        return IsPart(sound) ? features.Extract(Part(reader, sound)) : features.Extract(reader, stop);
    }

    /// <summary>The contours of a sound.</summary>
    /// <exception cref="AudioFormatException">As <see cref="Functionals"/>.</exception>
    public static Contours Contours(SoundFile sound, AudioFeatures features, CancellationToken stop)
    {
        using var reader = WaveformReader.Open(sound.Path);
        return IsPart(sound) ? features.ExtractContours(Part(reader, sound)) : features.ExtractContours(reader, stop);
    }

    private static bool IsPart(SoundFile sound) => sound.Start is not null || sound.End is not null;

    private static Waveform Part(WaveformReader reader, SoundFile sound)
    {
        long first = Sample(sound.Start ?? 0, reader), end = sound.End is { } seconds ? Sample(seconds, reader) : long.MaxValue;
        var samples = new List<float>();
        float[] block = new float[Block];
        long at = 0;
        for (int count; at < end && (count = reader.Read(block)) > 0; at += count)
        {
            int from = (int)Math.Clamp(first - at, 0, count), until = (int)Math.Clamp(end - at, 0, count);
            if (until > from) samples.AddRange(block.AsSpan(from, until - from));
        }
        return new Waveform(samples.ToArray(), reader.SampleRate);
    }

    private static long Sample(double seconds, WaveformReader reader) => (long)Math.Round(seconds * reader.SampleRate);
}
