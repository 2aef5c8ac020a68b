namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Harmonics-to-noise ratio by the correlation of a period of the pitch floor with later ones of the same sound, without a window: in a frame whose
/// best correlation is r it is 10 lg(r / (1 - r)) dB.
/// </summary>
internal static class Harmonicity
{
    /// <summary>Stands for the ratio of a silent frame.</summary>
    public const double Silent = -200;

    private const double Floor = 75, Step = 0.01, SilenceThreshold = 0.1, Certain = 1e-15, Utmost = 150;

    /// <summary>The mean over the frames that are not silent, in dB; null where all are.</summary>
    public static double? Mean(Samples sound)
    {
        double[] ratios = [.. Frames(sound).Where(ratio => ratio > Silent)];
        return ratios.Length == 0 ? null : ratios.Average();
    }

    /// <summary>The ratio of each frame in dB; <see cref="Silent"/> in a silent one.</summary>
    public static double[] Frames(Samples sound)
    {
        var settings = new PitchSettings
        {
            Floor = Floor,
            Ceiling = sound.Rate / 2.0,
            Step = Step,
            SilenceThreshold = SilenceThreshold,
            VoicingThreshold = 0,
            OctaveCost = 0,
            OctaveJumpCost = 0,
            VoicedUnvoicedCost = 0,
            Deep = true,
        };
        var frames = AnalysisFrames.Over(sound.Duration, 2 / Floor, Step);
        var correlator = new Correlator(sound, settings);
        var found = Enumerable.Range(0, frames.Count).Select(frame => correlator.Frame(frames.Time(frame)));
        return [.. new PitchPath(settings).Choose([.. found]).Select(chosen => chosen.Frequency > 0 ? Ratio(chosen.Strength) : Silent)];
    }

    private static double Ratio(double strength) => strength switch
    {
        <= Certain => -Utmost,
        > 1 - Certain => Utmost,
        _ => 10 * Math.Log10(strength / (1 - strength)),
    };

    private sealed class Correlator(Samples sound, PitchSettings settings)
    {
        private readonly LocalLevel level = new(sound, settings.Floor);
        private readonly double[] part = new double[4 * (int)Math.Ceiling(sound.Rate / settings.Floor)];
        private readonly double[] correlation = new double[Length(sound, settings) + 1];
        private readonly CandidateSearch search = new(settings, sound.Rate, Length(sound, settings));

        public PitchFrame Frame(double time)
        {
            int left = sound.Before(time), first = Math.Max(0, sound.Before(time - (1 / settings.Floor)));
            int length = correlation.Length - 1, half = length / 2;
            double mean = level.Mean(left), peak = level.Peak(sound.Slice(left + 1 - half, length), half, mean);
            if (peak == 0) return new PitchFrame(0, [new PitchCandidate(0, 0)]);
            var later = sound.Slice(first, 2 * length);
            for (int n = 0; n < later.Length; n++) part[n] = later[n] - mean;
            Correlate(part.AsSpan(0, later.Length), length);
            return search.Find(level.Loudness(peak), correlation, length);
        }

        // Each lag is divided by the norms of the two stretches that it compares.
        private void Correlate(ReadOnlySpan<double> values, int length)
        {
            var first = values[..Math.Min(length, values.Length)];
            double own = Sums.Dot(first, first), other = own;
            correlation.AsSpan().Clear();
            correlation[0] = 1;
            for (int lag = 1; lag + first.Length <= values.Length; lag++)
            {
                other += (values[lag + first.Length - 1] * values[lag + first.Length - 1]) - (values[lag - 1] * values[lag - 1]);
                double norm = own * other;
                correlation[lag] = norm > 0 ? Sums.Dot(first, values.Slice(lag, first.Length)) / Math.Sqrt(norm) : 0;
            }
        }

        private static int Length(Samples sound, PitchSettings settings) => 2 * (((int)Math.Floor(sound.Rate / settings.Floor) / 2) - 1);
    }
}
