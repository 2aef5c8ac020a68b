namespace MultiEmo.Audio.Prosody;

/// <summary>Finds the periods of a frame: the peaks of its correlation with itself.</summary>
/// <param name="settings">How.</param>
/// <param name="rate">Samples per second.</param>
/// <param name="lags">The correlation is known from lag 0 to this.</param>
internal sealed class CandidateSearch(PitchSettings settings, int rate, int lags)
{
    private const int Shallow = 30, Deep = 70, Deepest = 700;
    private const double Treble = 0.3;
    private readonly double[] mirrored = new double[(2 * lags) + 1];

    /// <summary>The candidates of a frame, "unvoiced" first, the others from the shortest period on.</summary>
    /// <param name="loudness">See <see cref="PitchFrame.Loudness"/>.</param>
    /// <param name="correlation">Correlation at lag 0 (which is 1), 1, 2, ...</param>
    /// <param name="longest">Peaks are looked for below this lag.</param>
    public PitchFrame Find(double loudness, ReadOnlySpan<double> correlation, int longest)
    {
        for (int lag = 0; lag <= lags; lag++) mirrored[lags + lag] = mirrored[lags - lag] = correlation[lag];
        var peaks = new List<Peak>();
        for (int lag = 2; lag < longest && lag < lags; lag++)
            if (IsPeak(correlation, lag)) Add(peaks, Rough(correlation, lag));
        return new PitchFrame(loudness, [new PitchCandidate(0, 0), .. peaks.Select(Refined)]);
    }

    private bool IsPeak(ReadOnlySpan<double> correlation, int lag) =>
        correlation[lag] > settings.VoicingThreshold / 2 && correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];

    // The best are kept by the strength that a rough look gives them.
    private void Add(List<Peak> peaks, Peak peak)
    {
        if (peaks.Count < settings.Candidates - 1)
        {
            peaks.Add(peak);
            return;
        }
        int weakest = peaks.Index().MinBy(other => Favoured(other.Item)).Index;
        if (Favoured(peak) > Favoured(peaks[weakest])) peaks[weakest] = peak;
    }

    private double Favoured(Peak peak) => peak.Strength - (settings.OctaveCost * Math.Log2(settings.Floor / peak.Frequency));

    private Peak Rough(ReadOnlySpan<double> correlation, int lag)
    {
        double slope = (correlation[lag + 1] - correlation[lag - 1]) / 2;
        double bend = (2 * correlation[lag]) - correlation[lag - 1] - correlation[lag + 1], place = lag + (slope / bend);
        return new Peak(lag, rate / place, Strength(place, Shallow));
    }

    private PitchCandidate Refined(Peak peak)
    {
        int depth = settings.Deep || peak.Frequency > Treble * rate ? Deepest : Deep;
        double place = TopSearch.Find(mirrored, lags + peak.Lag, depth) - lags;
        return new PitchCandidate(rate / place, Strength(place, depth));
    }

    // Windows of some frames make a correlation above 1, which is as far from certain as its inverse.
    private double Strength(double place, int depth)
    {
        double strength = Interpolation.Sinc(mirrored, lags + place, depth);
        return strength > 1 ? 1 / strength : strength;
    }

    private readonly record struct Peak(int Lag, double Frequency, double Strength);
}
