namespace MultiEmo.Audio.Spectra;

/// <summary>Weights that fade a frame in and out before its spectrum is taken, one per sample, rounded to float.</summary>
internal static class WindowFunction
{
    /// <summary>Width of the Gaussian relative to half the frame.</summary>
    private const double GaussWidth = 0.4;

    /// <summary>Hamming window: 0.54 - 0.46 cos(2 pi n / (N - 1)).</summary>
    public static float[] Hamming(int length) => Make(length, n => 0.54 - (0.46 * Math.Cos(2.0 * Math.PI * n / (length - 1.0))));

    /// <summary>Gaussian window: exp(-x^2 / 2) with x = (n - (N - 1) / 2) / (0.4 (N - 1) / 2).</summary>
    public static float[] Gauss(int length) => Make(length, n =>
    {
        var x = (n - ((length - 1.0) / 2.0)) / (GaussWidth * (length - 1.0) / 2.0);
        return Math.Exp(-0.5 * (x * x));
    });

    private static float[] Make(int length, Func<int, double> weight)
    {
        var window = new float[length];
        for (var n = 0; n < length; n++)
            window[n] = (float)weight(n);
        return window;
    }
}
