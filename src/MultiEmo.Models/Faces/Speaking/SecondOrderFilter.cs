namespace MultiEmo.Models.Faces.Speaking;

/// <summary>A Butterworth filter of second order, by the bilinear transform; it keeps what it needs of the samples before.</summary>
internal sealed class SecondOrderFilter
{
    private readonly double b0, b1, a1, a2;
    private double first, second;

    private SecondOrderFilter(double frequency, bool keepsHigh)
    {
        double k = Math.Tan(Math.PI * Math.Min(frequency, 0.49)), scale = 1 / (1 + Math.Sqrt(2) * k + k * k);
        b0 = keepsHigh ? scale : k * k * scale;
        b1 = keepsHigh ? -2 * b0 : 2 * b0;
        (a1, a2) = (2 * (k * k - 1) * scale, (1 - Math.Sqrt(2) * k + k * k) * scale);
    }

    /// <summary>Lets through what is above a frequency, given in cycles a sample.</summary>
    public static SecondOrderFilter HighPass(double frequency) => new(frequency, keepsHigh: true);

    /// <summary>Lets through what is below a frequency, given in cycles a sample.</summary>
    public static SecondOrderFilter LowPass(double frequency) => new(frequency, keepsHigh: false);

    /// <summary>Filters the next sample.</summary>
    public double Next(double sample)
    {
        double output = b0 * sample + first;
        first = b1 * sample - a1 * output + second;
        second = b0 * sample - a2 * output;
        return output;
    }
}
