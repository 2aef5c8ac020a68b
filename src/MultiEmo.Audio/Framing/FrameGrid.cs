namespace MultiEmo.Audio.Framing;

/// <summary>Where the frames of one length lie on the samples: frame i begins at sample i * <see cref="Step"/>; only whole frames count.</summary>
/// <param name="sampleRate">Sampling rate in Hz.</param>
/// <param name="seconds">Nominal length of a frame in seconds.</param>
/// <remarks>
/// Lengths are rounded to whole samples as openSMILE rounds them (half away from zero), but its frequency axis keeps the nominal length: at rates
/// where a frame is no whole number of samples its bins lie slightly beside rate / N, and so do ours.
/// </remarks>
internal sealed class FrameGrid(int sampleRate, double seconds)
{
    /// <summary>Nominal length of the shorter frames in seconds.</summary>
    public const double ShortSeconds = 0.020;

    /// <summary>Nominal length of the longer frames in seconds.</summary>
    public const double LongSeconds = 0.060;

    /// <summary>Nominal distance of two frames in seconds.</summary>
    public const double StepSeconds = 0.010;

    /// <summary>Seconds between two samples.</summary>
    private readonly double period = 1.0 / sampleRate;

    /// <summary>Samples of a frame.</summary>
    public int Length => (int)Math.Round(seconds / period, MidpointRounding.AwayFromZero);

    /// <summary>Samples from one frame to the next.</summary>
    public int Step => (int)Math.Round(StepSeconds / period, MidpointRounding.AwayFromZero);

    /// <summary>Size of the Fourier transform: the power of two that is not below the length, at least 4.</summary>
    public int TransformSize => Math.Max(4, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Length));

    /// <summary>Bins of the magnitude spectrum, from 0 Hz to the Nyquist frequency.</summary>
    public int Bins => (TransformSize / 2) + 1;

    /// <summary>Length in seconds of the frame once it is padded to the transform's size.</summary>
    public double PaddedSeconds => seconds * ((double)TransformSize / Length);

    /// <summary>Distance of two bins in Hz.</summary>
    public double BinWidth => 1.0 / PaddedSeconds;

    /// <summary>Whole frames in so many samples.</summary>
    public long Count(long samples) => samples < Length ? 0 : ((samples - Length) / Step) + 1;
}
