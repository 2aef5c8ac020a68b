using MultiEmo.Audio.Wav;

namespace MultiEmo.Audio;

/// <summary>A WAV file read in blocks of samples, mixed down to one channel, so that memory stays the same however long the file is.</summary>
/// <remarks>
/// Reads RIFF, RF64 and BW64 files of PCM with 8 bits (unsigned), 16, 24 and 32 bits (signed), of IEEE floats with 32 and 64 bits, and
/// WAVE_FORMAT_EXTENSIBLE of these. Integers are scaled as openSMILE 3 scales them: 16 bits by 1/32767, 24 bits by 1/(32767 * 256), 32 bits by 2^-31
/// and 8 bits, less 128, by 1/127; the lowest integer therefore lies a little below -1. Channels are mixed by their mean. Where openSMILE misreads or
/// refuses a file (8 bits as if signed, floats with 64 bits, EXTENSIBLE, RF64, streamed files with a data size of 0), this reads what the file says.
/// </remarks>
public sealed class WaveformReader : IDisposable
{
    private readonly Stream? owned;
    private readonly WavData data;
    private readonly MonoMix mix;
    private long read;
    private bool closed;

    private WaveformReader(Stream stream, string name, bool owns)
    {
        Name = name;
        owned = owns ? stream : null;
        var source = new ByteSource(stream, name);
        data = new WavData(source, WavHeader.Read(source));
        mix = new MonoMix(data.Format, ByteSource.Capacity / data.Format.SampleBytes);
    }

    /// <summary>Samples per second, in Hz.</summary>
    public int SampleRate => data.Format.SampleRate;

    /// <summary>Channels of the file, at least one; what is read is their mean.</summary>
    public int Channels => data.Format.Channels;

    /// <summary>Bits of a sample as the file announces them.</summary>
    public int BitsPerSample => data.Format.Bits;

    /// <summary>Whether samples are IEEE floats in the file rather than integers.</summary>
    public bool IsFloat => data.Format.IsFloat;

    /// <summary>
    /// Samples per channel: of a file, those that are there; of a stream that cannot seek, those that its header announces, or -1 when it announces
    /// none. Once the end is reached, those that were read.
    /// </summary>
    public long Length => data.Ended ? read : data.Frames;

    /// <summary>
    /// Whether the sound breaks off: the file ends before the size it announces, or within a sample. Of a stream that cannot seek it is known at the
    /// end.
    /// </summary>
    public bool Truncated => data.Truncated;

    /// <summary>What errors call the file.</summary>
    internal string Name { get; }

    /// <summary>Whether <see cref="Length"/> was measured, not merely announced.</summary>
    internal bool IsLengthMeasured => data.IsMeasured;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="AudioFormatException">The file is missing, is no WAV file, or is one that cannot be read.</exception>
    public static WaveformReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = SoundFile.Open(path);
        try
        {
            return new WaveformReader(stream, path, owns: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header of a WAV file from a stream, from where it stands; the stream stays the caller's to close.</summary>
    /// <param name="stream">Need not be able to seek.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="AudioFormatException">As <see cref="Open(string)"/>.</exception>
    public static WaveformReader Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanRead) throw new ArgumentException("the stream cannot be read", nameof(stream));
        return new WaveformReader(stream, name, owns: false);
    }

    /// <summary>Reads the next samples.</summary>
    /// <param name="mono">Filled from its beginning, wholly unless the file ends.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    /// <exception cref="AudioFormatException">A sample is NaN or infinite (the message says when), or the file can no longer be read.</exception>
    public int Read(Span<float> mono)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var count = 0;
        while (count < mono.Length)
        {
            var frames = data.Next(mono.Length - count);
            if (frames.IsEmpty) break;
            var block = mono.Slice(count, frames.Length / data.Format.FrameBytes);
            mix.Mix(frames, block);
            if (IsFloat) RequireFinite(block);
            count += block.Length;
            read += block.Length;
        }
        return count;
    }

    /// <summary>Goes on without reading: at once in a file, by reading in a stream that cannot seek.</summary>
    /// <param name="samples">Samples per channel, at least 0.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="AudioFormatException">The file can no longer be read.</exception>
    public long Skip(long samples)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        var skipped = data.Skip(samples);
        read += skipped;
        return skipped;
    }

    /// <summary>Closes the file, if it was opened by its path.</summary>
    public void Dispose()
    {
        closed = true;
        owned?.Dispose();
    }

    private void RequireFinite(ReadOnlySpan<float> block)
    {
        var bad = Finiteness.FirstBad(block);
        if (bad < 0) return;
        throw new AudioFormatException(Name, Finiteness.Describe(block[bad], read + bad, SampleRate),
            "the program that wrote the file went wrong: write it again, or cut that part out", data.Position(read + bad));
    }
}
