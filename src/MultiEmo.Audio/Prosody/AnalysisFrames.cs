namespace MultiEmo.Audio.Prosody;

/// <summary>Where the frames of an analysis lie: as many whole windows as fit, first and last equally far from the ends of the sound.</summary>
/// <param name="Count">Frames; 0 where the sound is shorter than a window.</param>
/// <param name="First">Middle of the first frame in seconds.</param>
/// <param name="Step">Seconds from one frame to the next.</param>
internal readonly record struct AnalysisFrames(int Count, double First, double Step)
{
    /// <summary>Lays frames over a sound.</summary>
    /// <param name="duration">The sound's seconds.</param>
    /// <param name="window">Seconds of a window.</param>
    /// <param name="step">Seconds from one frame to the next.</param>
    public static AnalysisFrames Over(double duration, double window, double step)
    {
        if (window > duration) return new AnalysisFrames(0, 0, step);
        int count = (int)Math.Floor((duration - window) / step) + 1;
        return new AnalysisFrames(count, (0.5 * duration) - (0.5 * (count * step)) + (0.5 * step), step);
    }

    /// <summary>Middle of a frame in seconds.</summary>
    public double Time(int frame) => First + (frame * Step);

    /// <summary>A time as a place among the frames: 0 is the middle of the first.</summary>
    public double Place(double time) => (time - First) / Step;
}
