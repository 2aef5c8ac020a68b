using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Finds the period that begins at a sample: the lag at which a stretch correlates best with the one that follows.</summary>
/// <remarks>
/// r(L) = sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)^2 sum (y - mean y)^2), x the L samples from the start, y the L after them. Several
/// lags are
/// summed side by side, each in the order of time: of a tone all periods are alike, and the last bit decides which one is found. Not safe for use by
/// two
/// threads at once.
/// </remarks>
internal sealed class PeriodMatcher
{
    private static readonly int Lanes = Vector<double>.Count;
    private double[] wave = [];
    private double[] means = [];
    private double[] correlations = [];

    /// <summary>Takes over the samples of a frame.</summary>
    public void Load(ReadOnlySpan<float> samples)
    {
        if (wave.Length < samples.Length + (2 * Lanes))
            wave = new double[2 * (samples.Length + Lanes)];
        for (var n = 0; n < samples.Length; n++)
            wave[n] = samples[n];
    }

    /// <summary>Finds the period that begins at a sample.</summary>
    /// <param name="start">First sample of the period, within those taken over.</param>
    /// <param name="shortest">Shortest lag in samples.</param>
    /// <param name="longest">Longest lag; twice as many samples must follow the start.</param>
    public PeriodMatch Match(int start, int shortest, int longest)
    {
        var lags = longest - shortest + 1;
        if (correlations.Length < lags + Lanes)
            (correlations, means) = (new double[(lags * 2) + Lanes], new double[(lags * 2) + Lanes]);
        Average(start, shortest, longest);
        for (var lag = shortest; lag <= longest; lag += Lanes)
            Correlate(start, lag, new Vector<double>(means, lag - shortest)).CopyTo(correlations, lag - shortest);
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

    /// <summary>Means of the first stretch for every lag.</summary>
    private void Average(int start, int shortest, int longest)
    {
        var sum = 0.0;
        for (var n = 0; n < longest; n++)
        {
            sum += wave[start + n];
            if (n + 1 >= shortest)
                means[n + 1 - shortest] = sum / (n + 1);
        }
    }

    /// <summary>Correlations of so many lags as there are lanes, from the given one on.</summary>
    private Vector<double> Correlate(int start, int lag, Vector<double> meanX)
    {
        var lengths = new Vector<double>(lag) + Vector<double>.Indices;
        var meanY = SumOfSecond(start, lag, lengths) / lengths;
        var (product, varianceX, varianceY) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        for (var n = 0; n < lag + Lanes - 1; n++)
        {
            var x = new Vector<double>(wave[start + n]) - meanX;
            var y = new Vector<double>(wave, start + lag + n) - meanY;
            if (n >= lag)
            {
                // The longer lags go on alone.
                var goesOn = Vector.GreaterThan(lengths, new Vector<double>(n));
                (x, y) = (Vector.ConditionalSelect(goesOn, x, Vector<double>.Zero), Vector.ConditionalSelect(goesOn, y, Vector<double>.Zero));
            }
            product += x * y;
            varianceX += x * x;
            varianceY += y * y;
        }
        return product / (Vector.SquareRoot(varianceX) * Vector.SquareRoot(varianceY));
    }

    private Vector<double> SumOfSecond(int start, int lag, Vector<double> lengths)
    {
        var sum = Vector<double>.Zero;
        for (var n = 0; n < lag; n++)
            sum += new Vector<double>(wave, start + lag + n);
        for (var n = lag; n < lag + Lanes - 1; n++)
            sum += Vector.ConditionalSelect(
                Vector.GreaterThan(lengths, new Vector<double>(n)), new Vector<double>(wave, start + lag + n), Vector<double>.Zero);
        return sum;
    }
}
