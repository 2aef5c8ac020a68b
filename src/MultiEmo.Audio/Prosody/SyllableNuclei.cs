namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Counts syllables without knowing the words: peaks of intensity that are loud, voiced and followed by a dip. De Jong and Wempe, Praat script to
/// detect syllable nuclei and measure speech rate automatically (Behavior Research Methods 41, 2009), with the later changes of its authors: the
/// threshold follows the 99 % quantile, and silences end the time of phonation.
/// </summary>
internal static class SyllableNuclei
{
    private const double Floor = 50, Below = 25, Dip = 2, LoudShare = 0.99;
    private const int Depth = 70;

    /// <summary>Syllables per second of phonation; null where no syllable is found, or the sound is shorter than a window of 128 ms.</summary>
    /// <remarks>The last of the loud peaks is none, for no other follows with which to measure its dip; so it is in the script.</remarks>
    public static double? Rate(Samples sound)
    {
        var intensity = Intensity.Of(sound, Floor);
        if (intensity.Frames.Count == 0) return null;
        double threshold = Spread.Quantile(intensity.Decibels, LoudShare) - Below;
        var sounding = Phonation.Of(intensity, threshold, sound.Duration);
        double[] nuclei = [.. Nuclei(intensity, threshold).Where(sounding.Has)];
        if (nuclei.Length == 0) return null;
        int voiced = nuclei.Count(PitchTrack.Of(sound, PitchSettings.Syllables).IsVoiced);
        return voiced == 0 ? null : voiced / sounding.Seconds;
    }

    // Times in seconds.
    private static IEnumerable<double> Nuclei(Intensity intensity, double threshold)
    {
        double[] levels = intensity.Decibels;
        double least = Math.Max(threshold, Least(levels));
        double[] peaks = [.. Peaks(levels).Where(peak => Interpolation.Cubic(levels, peak) > least)];
        for (int peak = 0; peak + 1 < peaks.Length; peak++)
            if (Interpolation.Cubic(levels, peaks[peak]) - Lowest(levels, peaks[peak], peaks[peak + 1]) > Dip)
                yield return intensity.Frames.First + (peaks[peak] * intensity.Frames.Step);
    }

    // Places among the frames.
    private static IEnumerable<double> Peaks(double[] levels)
    {
        for (int frame = 1; frame + 1 < levels.Length; frame++)
            if (levels[frame] > levels[frame - 1] && levels[frame] >= levels[frame + 1]) yield return TopSearch.Find(levels, frame, Depth);
    }

    private static double Lowest(double[] levels, double from, double to) => levels[(int)Math.Ceiling(from)..((int)to + 1)].Min();

    // Of the parabolas through three neighbours, and of both ends.
    private static double Least(double[] levels)
    {
        double least = Math.Min(levels[0], levels[^1]);
        for (int frame = 1; frame + 1 < levels.Length; frame++)
        {
            double slope = (levels[frame + 1] - levels[frame - 1]) / 2, bend = levels[frame - 1] + levels[frame + 1] - (2 * levels[frame]);
            if (levels[frame] < levels[frame - 1] && levels[frame] <= levels[frame + 1])
                least = Math.Min(least, levels[frame] - (slope * slope / (2 * bend)));
        }
        return least;
    }
}
