using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>Frequencies and bandwidths in Hz of the first five formants, from the roots of the prediction polynomial.</summary>
/// <remarks>
/// A root r = |r| exp(i w) above the real axis is a resonance at w / (2 pi T) with bandwidth |ln |r|| / (pi T), T the time between samples: roots
/// outside the unit circle are mirrored into it. After Markel and Gray, Linear Prediction of Speech (Springer 1976). As openSMILE 3 has it the
/// polynomial is z^11 - sum of a[i] z^(11-i), although a[i] are coefficients of the error filter: its roots are not those of the filter, but its
/// formants are made so. T is that of 11 kHz even where whole frames make the rate another one. Missing formants are zero.
/// </remarks>
internal sealed class FormantTracker
{
    /// <summary>Formants looked for.</summary>
    public const int Formants = 5;

    private const double LowestFrequency = 50.0;
    private const double HighestFrequency = 5450.0;
    private const double HalfTurn = Math.PI / SpectralResampling.TargetRate;

    private readonly PolynomialRoots polynomial = new(LinearPrediction.Order);
    private readonly double[] coefficients = new double[LinearPrediction.Order];
    private readonly Complex[] roots = new Complex[LinearPrediction.Order];
    private readonly double[] frequencies = new double[LinearPrediction.Order];
    private readonly double[] bandwidths = new double[LinearPrediction.Order];

    /// <summary>Finds the formants of one frame.</summary>
    /// <param name="prediction">a[1..11].</param>
    /// <param name="formants">Five frequencies upwards, then their five bandwidths.</param>
    public void Compute(ReadOnlySpan<float> prediction, Span<float> formants)
    {
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] = -prediction[LinearPrediction.Order - 1 - i];
        // Roots that are not found stay those of the frame before, as in openSMILE; no sound has been seen to make it so.
        polynomial.Compute(coefficients, roots);
        var found = Resonances();
        Array.Sort(frequencies, bandwidths, 0, found);
        formants[..(2 * Formants)].Clear();
        for (var i = 0; i < Math.Min(found, Formants); i++)
            (formants[i], formants[Formants + i]) = ((float)frequencies[i], (float)bandwidths[i]);
    }

    private int Resonances()
    {
        var found = 0;
        foreach (var root in roots)
        {
            if (root.Imaginary <= 0)
                continue;
            var frequency = root.Phase / (2.0 * HalfTurn);
            if (frequency is < LowestFrequency or > HighestFrequency)
                continue;
            frequencies[found] = frequency;
            bandwidths[found++] = Math.Abs(Math.Log(root.Magnitude)) / HalfTurn;
        }
        return found;
    }
}
