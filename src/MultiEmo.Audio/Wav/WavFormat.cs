namespace MultiEmo.Audio.Wav;

/// <summary>How the samples of a WAV file lie in its bytes: frame after frame, in each frame one sample per channel, lowest byte first.</summary>
/// <param name="SampleRate">Samples per second and channel, in Hz.</param>
/// <param name="Channels">Samples of a frame.</param>
/// <param name="Bits">Bits that the file says a sample has.</param>
/// <param name="SampleBytes">Bytes that a sample takes: 1 to 4, for floats 4 or 8.</param>
/// <param name="IsFloat">Whether it is an IEEE float rather than an integer.</param>
internal sealed record WavFormat(int SampleRate, int Channels, int Bits, int SampleBytes, bool IsFloat)
{
    /// <summary>Bytes of a frame.</summary>
    public int FrameBytes => Channels * SampleBytes;

    /// <summary>Whether 24 bits lie in the low bytes of 32, as ALSA's recorder writes them; others say 32 bits and use the high ones.</summary>
    public bool IsLow24 => !IsFloat && Bits == 24 && SampleBytes == 4;
}
