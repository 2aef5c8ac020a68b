namespace MultiEmo.Audio.Functionals;

/// <summary>How many frames of each kind of contour functionals see: not all, since openSMILE 3 applies them the moment the input ends, when
/// smoothing, deltas and the decision about pitch still hold frames back; these come too late.</summary>
/// <param name="Short">Whole 20 ms frames of the sound.</param>
/// <param name="Long">Whole 60 ms frames of the sound, at least 1.</param>
/// <param name="Decided">Frames whose pitch was decided before the end of the input forced a decision.</param>
internal readonly record struct SeenFrames(int Short, int Long, int Decided)
{
    /// <summary>Frames of the deltas of 20 ms contours.</summary>
    public int ShortDelta => BehindDelta(Short);

    /// <summary>Frames of the deltas of 60 ms contours.</summary>
    public int LongDelta => BehindDelta(Long);

    /// <summary>Frames of contours that know the pitch, but no voice quality.</summary>
    public int Pitch => Math.Max(Decided, 1);

    /// <summary>Frames of contours with voice quality, which rests at the end of the input: if no pitch was decided by then, all frames are waited
    /// for.</summary>
    public int Voice => Decided > 0 ? Decided : Long;

    /// <summary>Frames of the deltas of contours with voice quality.</summary>
    public int VoiceDelta => BehindDelta(Voice);

    // A delta needs two frames ahead; functionals wait until there is one frame at least.
    private static int BehindDelta(int frames) => Math.Max(frames - 2, 1);
}
