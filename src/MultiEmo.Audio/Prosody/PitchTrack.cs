using System.Numerics;
using MultiEmo.Audio.Spectra;

namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Pitch over time by the autocorrelation of frames under a Hann window, divided by that of the window. Boersma, Accurate short-term analysis of the
/// fundamental frequency and the harmonics-to-noise ratio of a sampled sound (Proceedings of the Institute of Phonetic Sciences 17, Amsterdam 1993).
/// </summary>
/// <param name="Frames">Where the frames lie.</param>
/// <param name="Frequencies">In Hz, one per frame; 0 where unvoiced.</param>
internal sealed record PitchTrack(AnalysisFrames Frames, double[] Frequencies)
{
    private const int Periods = 3;

    /// <summary>The pitch of the voiced frames.</summary>
    public double[] Voiced => [.. Frequencies.Where(frequency => frequency > 0)];

    /// <summary>Whether the frame whose middle is the nearest is voiced.</summary>
    public bool IsVoiced(double time)
    {
        int frame = (int)Math.Floor(Frames.Place(time) + 0.5);
        return frame >= 0 && frame < Frequencies.Length && Frequencies[frame] > 0;
    }

    /// <summary>Follows the pitch of a sound.</summary>
    public static PitchTrack Of(Samples sound, PitchSettings settings)
    {
        var frames = AnalysisFrames.Over(sound.Duration, Periods / settings.Floor, settings.Step);
        var correlator = new Correlator(sound, settings);
        var found = Enumerable.Range(0, frames.Count).Select(frame => correlator.Frame(frames.Time(frame)));
        return new PitchTrack(frames, [.. new PitchPath(settings).Choose([.. found]).Select(chosen => chosen.Frequency)]);
    }

    private sealed class Correlator
    {
        private readonly Samples sound;
        private readonly LocalLevel level;
        private readonly RealFourier fourier;
        private readonly CandidateSearch search;
        private readonly double[] window, windowCorrelation, windowed, correlation;
        private readonly float[] padded, re, im, power;
        private readonly int longest;

        public Correlator(Samples sound, PitchSettings settings)
        {
            this.sound = sound;
            level = new LocalLevel(sound, settings.Floor);
            int half = ((int)Math.Floor(Periods / settings.Floor * sound.Rate) / 2) - 1, length = 2 * half;
            longest = Math.Min((length / Periods) + 2, length);
            fourier = new RealFourier((int)BitOperations.RoundUpToPowerOf2((uint)(length + half)));
            (padded, power) = (new float[length], new float[fourier.Size]);
            (re, im) = (new float[(fourier.Size / 2) + 1], new float[(fourier.Size / 2) + 1]);
            (windowed, correlation, windowCorrelation) = (new double[length], new double[half + 1], new double[half + 1]);
            window = [.. Enumerable.Range(1, length).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / (length + 1))))];
            search = new CandidateSearch(settings, sound.Rate, half);
            Correlate(window, windowCorrelation);
        }

        public PitchFrame Frame(double time)
        {
            int left = sound.Before(time), half = window.Length / 2;
            var part = sound.Slice(left + 1 - half, window.Length);
            double mean = level.Mean(left);
            windowed.AsSpan(part.Length).Clear();
            for (int n = 0; n < part.Length; n++) windowed[n] = (part[n] - mean) * window[n];
            double peak = level.Peak(windowed, half, 0);
            if (peak == 0) return new PitchFrame(0, [new PitchCandidate(0, 0)]);
            Correlate(windowed, correlation);
            for (int lag = 0; lag < correlation.Length; lag++) correlation[lag] /= windowCorrelation[lag];
            return search.Find(level.Loudness(peak), correlation, longest);
        }

        private void Correlate(double[] values, double[] result)
        {
            double largest = values.Max(Math.Abs);
            for (int n = 0; n < values.Length; n++) padded[n] = (float)(values[n] / largest);
            fourier.Forward(padded, re, im);
            for (int bin = 0; bin < re.Length; bin++)
                power[bin] = power[(fourier.Size - bin) % fourier.Size] = (re[bin] * re[bin]) + (im[bin] * im[bin]);
            fourier.Forward(power, re, im);
            for (int lag = 0; lag < result.Length; lag++) result[lag] = (double)re[lag] / re[0];
        }
    }
}
