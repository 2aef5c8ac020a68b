namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Counts syllables without knowing the words: peaks of intensity that are loud, voiced and followed by a dip. De Jong and Wempe, Praat script to detect
/// syllable nuclei and measure speech rate automatically (Behavior Research Methods 41, 2009), with the later changes of its authors: the threshold
/// follows the 99 % quantile, and silences end the time of phonation.
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
        var sounding = Phonation.Of(intensity, Below, sound.Duration);
        var nuclei = Nuclei(intensity).Where(sounding.Has).ToArray();
        if (nuclei.Length == 0) return null;
        var pitch = PitchTrack.Of(sound, PitchSettings.Syllables);
        int voiced = nuclei.Count(pitch.IsVoiced);
        return voiced == 0 ? null : voiced / sounding.Seconds;
    }

    private static IEnumerable<double> Nuclei(Intensity intensity)
    {
        double[] levels = intensity.Decibels;
        double threshold = Math.Max(Spread.Quantile(levels, LoudShare) - Below, Extremum.Least(levels));
        double[] peaks = [.. Peaks(levels).Where(peak => Interpolation.Cubic(levels, peak) > threshold)];
        for (int peak = 0; peak + 1 < peaks.Length; peak++)
            if (Math.Abs(Interpolation.Cubic(levels, peaks[peak]) - Lowest(levels, peaks[peak], peaks[peak + 1])) > Dip)
                yield return intensity.Frames.Time(0) + (peaks[peak] * intensity.Frames.Step);
    }

    // Places among the frames.
    private static IEnumerable<double> Peaks(double[] levels)
    {
        for (int frame = 1; frame + 1 < levels.Length; frame++)
            if (levels[frame] > levels[frame - 1] && levels[frame] >= levels[frame + 1]) yield return TopSearch.Find(levels, frame, Depth);
    }

    private static double Lowest(double[] levels, double from, double to)
    {
        int first = (int)Math.Ceiling(from), last = (int)Math.Floor(to);
        return levels[first..(last + 1)].Min();
    }
}
