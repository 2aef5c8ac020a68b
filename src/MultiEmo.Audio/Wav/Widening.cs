using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MultiEmo.Audio.Wav;

/// <summary>
/// Turns bytes into samples as floats, not yet scaled; the second argument has one place per sample. Takes the machine to store its lowest bytes
/// first, as WAV files do.
/// </summary>
internal static class Widening
{
    /// <summary>8 bits, silence at 128. (openSMILE 3 takes them for signed, which makes noise of any sound.)</summary>
    public static void Unsigned8(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = bytes[i] - 128;
    }

    /// <summary>16 bits, signed.</summary>
    public static void Signed16(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        var words = MemoryMarshal.Cast<byte, short>(bytes);
        var at = 0;
        for (; at <= samples.Length - Vector<short>.Count; at += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(words[at..]), out var low, out var high);
            Vector.ConvertToSingle(low).CopyTo(samples[at..]);
            Vector.ConvertToSingle(high).CopyTo(samples[(at + Vector<int>.Count)..]);
        }
        for (; at < samples.Length; at++)
            samples[at] = words[at];
    }

    /// <summary>24 bits, signed, in 3 bytes.</summary>
    public static void Signed24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = bytes.Slice(3 * i, 3);
            samples[i] = sample[0] | (sample[1] << 8) | ((sbyte)sample[2] << 16);
        }
    }

    /// <summary>24 bits, signed, in the low bytes of 4. (openSMILE 3 forgets the sign.)</summary>
    public static void Low24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) << 8 >> 8;
    }

    /// <summary>32 bits, signed.</summary>
    public static void Signed32(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        var words = MemoryMarshal.Cast<byte, int>(bytes);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = words[i];
    }

    /// <summary>IEEE floats with 32 bits.</summary>
    public static void Float32(ReadOnlySpan<byte> bytes, Span<float> samples) => MemoryMarshal.Cast<byte, float>(bytes).CopyTo(samples);

    /// <summary>IEEE floats with 64 bits, rounded. (openSMILE 3 reads none.)</summary>
    public static void Float64(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        var words = MemoryMarshal.Cast<byte, double>(bytes);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)words[i];
    }
}
