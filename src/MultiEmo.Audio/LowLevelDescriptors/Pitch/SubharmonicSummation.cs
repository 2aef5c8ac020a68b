using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Pitch candidates of a frame from the sum of its octave spectrum shifted by log2 of 1..15: every harmonic votes for its
/// fundamental.</summary>
/// <remarks>S[j] = (1/15) sum over h of 0.85^(h-1) P[j + o log2 h] with o points an octave. A peak s of S is as voiced as 1 - mean(S) / s. After
/// Hermes,
/// Measurement of pitch by subharmonic summation (JASA 83, 1988).</remarks>
internal sealed class SubharmonicSummation
{
    private const int Harmonics = 15;
    private const float Compression = 0.85f;
    private readonly PitchRange range;
    private readonly OctaveSpectrum octaves;
    private readonly float[] spectrum;
    private readonly float[] sum;
    private readonly int[] shifts;
    private readonly float lowest;
    private readonly float step;

    /// <summary>Prepares the axis and its shifts.</summary>
    /// <param name="bins">Bins of the magnitude spectrum.</param>
    /// <param name="binWidth">Distance of two bins in Hz.</param>
    /// <param name="range">Fundamental frequencies that count.</param>
    public SubharmonicSummation(int bins, double binWidth, PitchRange range)
    {
        this.range = range;
        octaves = new OctaveSpectrum(bins, binWidth);
        (spectrum, sum) = (new float[bins], new float[bins]);
        lowest = (float)octaves.Lowest;
        step = ((float)octaves.Highest - lowest) / (bins - 1);
        double perOctave = (float)octaves.PointsPerOctave;
        shifts = new int[Harmonics];
        for (var h = 1; h <= Harmonics; h++)
            shifts[h - 1] = (int)Math.Floor(perOctave * (Math.Log(h) / Math.Log(2.0)));
    }

    /// <summary>Fills the candidates of a frame from its magnitude spectrum.</summary>
    public void Compute(ReadOnlySpan<float> magnitude, PitchCandidates candidates)
    {
        octaves.Compute(magnitude, spectrum);
        Sum();
        candidates.Clear();
        var (mean, peaks) = Peaks(candidates);
        var found = Math.Min(peaks, PitchCandidates.Count);
        for (var place = 0; place < found; place++)
            Refine(candidates, place, mean);
        candidates.KeepWithin(range.Lowest, range.Highest, found);
        candidates.PutBestFirst();
    }

    private void Sum()
    {
        spectrum.CopyTo(sum, 0);
        var weight = Compression;
        for (var h = 1; h < Harmonics; h++)
        {
            AddShifted(shifts[h], weight);
            weight *= Compression;
        }
        for (var j = 0; j < sum.Length; j++)
            sum[j] = Math.Max(sum[j] / Harmonics, 0);
    }

    private void AddShifted(int shift, float weight)
    {
        var count = sum.Length - shift;
        var j = 0;
        for (; j <= count - Vector<float>.Count; j += Vector<float>.Count)
            (new Vector<float>(sum, j) + (new Vector<float>(spectrum, j + shift) * weight)).CopyTo(sum, j);
        for (; j < count; j++)
            sum[j] += spectrum[j + shift] * weight;
    }

    private (double Mean, int Peaks) Peaks(PitchCandidates candidates)
    {
        var (total, peaks) = ((double)sum[0], 0);
        for (var j = 1; j < sum.Length - 1; j++)
        {
            if (sum[j - 1] < sum[j] && sum[j] > sum[j + 1])
            {
                candidates.Insert(j, sum[j]);
                peaks++;
            }
            total += sum[j];
        }
        return ((total + sum[^1]) / sum.Length, peaks);
    }

    private void Refine(PitchCandidates candidates, int place, double mean)
    {
        var position = candidates.Frequency[place];
        var j = (int)position;
        var peak = Parabola.Through(Octave(position - 1), sum[j - 1], Octave(position), sum[j], Octave(position + 1), sum[j + 1]);
        candidates.Frequency[place] = (float)Math.Exp(peak.At * Math.Log(2.0));
        candidates.Score[place] = (float)peak.Height;
        candidates.Voicing[place] = peak.Height > 0 && peak.Height > mean ? (float)(1.0 - (mean / peak.Height)) : 0;
    }

    private float Octave(float position) => (position * step) + lowest;
}
