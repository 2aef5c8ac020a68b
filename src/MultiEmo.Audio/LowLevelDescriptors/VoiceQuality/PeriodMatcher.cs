using System.Numerics;
using MultiEmo.Audio.LowLevelDescriptors.Pitch;

namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Finds the period that begins at a sample: the lag at which a stretch correlates best with the one that follows.</summary>
/// <remarks>
/// r(L) = sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)^2 sum (y - mean y)^2), x the L samples from the start, y the L after them. The sums of one
/// stretch are read off running sums. Not safe for use by two threads at once.
/// </remarks>
internal sealed class PeriodMatcher
{
    /// <summary>Share of the energy below which a variance is computed anew without differences of large sums.</summary>
    private const double Cancelled = 1e-8;

    private double[] wave = [];
    private double[] sums = [];
    private double[] squares = [];
    private double[] correlations = [];

    /// <summary>Takes over the samples of a frame.</summary>
    public void Load(ReadOnlySpan<float> samples)
    {
        if (wave.Length < samples.Length)
            (wave, sums, squares) = (new double[samples.Length * 2], new double[(samples.Length * 2) + 1], new double[(samples.Length * 2) + 1]);
        var (sum, square) = (0.0, 0.0);
        for (var n = 0; n < samples.Length; n++)
        {
            double x = samples[n];
            wave[n] = x;
            sums[n + 1] = sum += x;
            squares[n + 1] = square += x * x;
        }
    }

    /// <summary>Finds the period that begins at a sample.</summary>
    /// <param name="start">First sample of the period, within those taken over.</param>
    /// <param name="shortest">Shortest lag in samples.</param>
    /// <param name="longest">Longest lag; twice as many samples must follow the start.</param>
    public PeriodMatch Match(int start, int shortest, int longest)
    {
        var lags = longest - shortest + 1;
        if (correlations.Length < lags)
            correlations = new double[lags * 2];
        for (var lag = shortest; lag <= longest; lag++)
            correlations[lag - shortest] = Correlation(start, lag);
        var peak = Peak(lags);
        if (peak < 0)
            return default;
        var top = Parabola.Through(
            peak - 1, correlations[peak - 1], peak, correlations[peak], peak + 1, correlations[peak + 1]);
        return new(shortest + peak, Math.Abs(shortest + top.At), top.Height);
    }

    private int Peak(int lags)
    {
        var best = -1;
        for (var i = 1; i < lags - 2; i++)
            if (correlations[i - 1] < correlations[i] && correlations[i] > correlations[i + 1]
                && (best < 0 || correlations[i] > correlations[best]))
                best = i;
        return best;
    }

    private double Correlation(int start, int lag)
    {
        var (middle, end) = (start + lag, start + lag + lag);
        var (sumX, sumY) = (sums[middle] - sums[start], sums[end] - sums[middle]);
        var (energyX, energyY) = (squares[middle] - squares[start], squares[end] - squares[middle]);
        var (varianceX, varianceY) = (energyX - (sumX * sumX / lag), energyY - (sumY * sumY / lag));
        if (varianceX <= Cancelled * energyX || varianceY <= Cancelled * energyY)
            return SlowCorrelation(start, lag);
        var product = Dot(wave.AsSpan(start, lag), wave.AsSpan(middle, lag)) - (sumX * sumY / lag);
        return product / (Math.Sqrt(varianceX) * Math.Sqrt(varianceY));
    }

    private double SlowCorrelation(int start, int lag)
    {
        var x = wave.AsSpan(start, lag);
        var y = wave.AsSpan(start + lag, lag);
        var (meanX, meanY, product, varianceX, varianceY) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var n = 0; n < lag; n++)
            (meanX, meanY) = (meanX + x[n], meanY + y[n]);
        (meanX, meanY) = (meanX / lag, meanY / lag);
        for (var n = 0; n < lag; n++)
        {
            var (a, b) = (x[n] - meanX, y[n] - meanY);
            (product, varianceX, varianceY) = (product + (a * b), varianceX + (a * a), varianceY + (b * b));
        }
        return product / (Math.Sqrt(varianceX) * Math.Sqrt(varianceY));
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (one, two) = (Vector<double>.Zero, Vector<double>.Zero);
        var n = 0;
        for (; n <= x.Length - (2 * Vector<double>.Count); n += 2 * Vector<double>.Count)
        {
            one += new Vector<double>(x[n..]) * new Vector<double>(y[n..]);
            two += new Vector<double>(x[(n + Vector<double>.Count)..]) * new Vector<double>(y[(n + Vector<double>.Count)..]);
        }
        var sum = Vector.Sum(one + two);
        for (; n < x.Length; n++)
            sum += x[n] * y[n];
        return sum;
    }
}
