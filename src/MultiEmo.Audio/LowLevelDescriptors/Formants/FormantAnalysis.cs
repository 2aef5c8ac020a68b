namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>From the spectrum of a frame of 20 ms to its formants: resampling, linear prediction, roots.</summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
internal sealed class FormantAnalysis
{
    /// <summary>Values of a frame: five frequencies, then five bandwidths.</summary>
    public const int Count = 2 * FormantTracker.Formants;

    private readonly SpectralResampling resampling;
    private readonly LinearPrediction prediction;
    private readonly FormantTracker tracker = new();
    private readonly float[] samples;
    private readonly float[] coefficients = new float[LinearPrediction.Order];

    /// <summary>Prepares tables.</summary>
    /// <param name="sampleRate">Sampling rate of the sound in Hz.</param>
    /// <param name="frameLength">Samples of a frame of 20 ms.</param>
    /// <param name="transformSize">Size N of the Fourier transform, in whose middle the frame lies.</param>
    public FormantAnalysis(double sampleRate, int frameLength, int transformSize)
    {
        resampling = new SpectralResampling(sampleRate, frameLength, transformSize);
        prediction = new LinearPrediction(resampling.Length);
        samples = new float[resampling.Length];
    }

    /// <summary>Analyses one frame.</summary>
    /// <param name="packed">Spectrum: [0] bin 0, [1] bin N/2, then real and imaginary part of bins 1..N/2-1.</param>
    /// <param name="formants">Frequencies in Hz upwards, then their bandwidths in Hz; zero where there are fewer than five.</param>
    public void Compute(ReadOnlySpan<float> packed, Span<float> formants)
    {
        resampling.Compute(packed, samples);
        prediction.Compute(samples, coefficients);
        tracker.Compute(coefficients, formants);
    }
}
