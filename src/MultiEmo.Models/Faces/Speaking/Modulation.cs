namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Slow changes of signals of 25 values a second.</summary>
internal static class Modulation
{
    /// <summary>Values a second.</summary>
    public const int Rate = 25;

    private const double Reach = 4;

    /// <summary>What changes slower than a frequency: the signal through a bell that halves what is a little faster; its ends go on as they are.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="frequency">In Hz; the bell's deviation is 1 / (2 pi f) seconds.</param>
    public static double[] Below(double[] signal, double frequency) => Smooth(signal, Rate / (2 * Math.PI * frequency));

    /// <summary>What changes between two frequencies, in Hz.</summary>
    public static double[] Between(double[] signal, double low, double high)
    {
        double[] slow = Below(signal, low);
        return [.. Below(signal, high).Select((value, i) => value - slow[i])];
    }

    /// <summary>How fast a signal changes, in either direction, in a step.</summary>
    public static double[] Speed(double[] signal)
    {
        int last = signal.Length - 1;
        return [.. signal.Select((_, i) => Math.Abs(signal[Math.Min(i + 1, last)] - signal[Math.Max(i - 1, 0)])
            / Math.Max(1, Math.Min(i + 1, last) - Math.Max(i - 1, 0)))];
    }

    /// <summary>A signal through a bell.</summary>
    /// <param name="signal">The signal; its ends go on as they are.</param>
    /// <param name="deviation">The bell's, in steps.</param>
    public static double[] Smooth(double[] signal, double deviation)
    {
        int reach = (int)(Reach * deviation + 0.5);
        double[] bell = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(step => Math.Exp(-0.5 * step * step / (deviation * deviation)))];
        double sum = bell.Sum();
        var smooth = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            for (int step = -reach; step <= reach; step++)
                smooth[i] += bell[step + reach] / sum * signal[Math.Clamp(i + step, 0, signal.Length - 1)];
        }
        return smooth;
    }
}
