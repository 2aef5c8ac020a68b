using MultiEmo.Audio.Framing;
using MultiEmo.Audio.LowLevelDescriptors.Pitch;
using MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;
using MultiEmo.Audio.Spectra;

namespace MultiEmo.Audio.LowLevelDescriptors;

/// <summary>Follows pitch and voice quality from 60 ms frame to frame; what it says of a frame comes when its pitch is decided.</summary>
internal sealed class VoiceFollower
{
    /// <summary>RMS of the windowed frame, from which a frame may have a pitch.</summary>
    private const float Quiet = 0.001f;

    private readonly SubharmonicSummation candidates;
    private readonly PitchCandidates found = new();
    private readonly ViterbiPitchTracker tracker;
    private readonly VoiceQualityTracker quality;
    private readonly Queue<bool> audible = new();
    private readonly double samplePeriod;
    private long read;

    /// <summary>Prepares all tables.</summary>
    /// <param name="grid">The 60 ms frames.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="settings">How the set follows the voice.</param>
    public VoiceFollower(FrameGrid grid, int sampleRate, VoiceSettings settings)
    {
        candidates = new SubharmonicSummation(grid.Bins, grid.BinWidth, settings.Range);
        tracker = new ViterbiPitchTracker(settings.Delay);
        quality = new VoiceQualityTracker(new PeriodWalk(grid, sampleRate, settings.PeriodSearch));
        samplePeriod = 1.0 / sampleRate;
    }

    /// <summary>Number of the first sample that a later frame may need.</summary>
    public long Needed => quality.Needed;

    /// <summary>Adds a frame; all that can be read must have been read before.</summary>
    /// <param name="spectrum">Its windowed samples and their spectrum.</param>
    /// <param name="rms">RMS of the windowed samples.</param>
    public void Push(FrameSpectrum spectrum, float rms)
    {
        candidates.Compute(spectrum.Magnitude, found);
        audible.Enqueue(rms > Quiet);
        tracker.Push(found);
    }

    /// <summary>Frames that were decided before the end forced decisions.</summary>
    public long Decided { get; private set; }

    /// <summary>Decides all that is left; all that can be read must have been read before.</summary>
    public void Finish()
    {
        Decided = read;
        tracker.Finish();
    }

    /// <summary>Reads the next frame whose pitch is decided.</summary>
    /// <param name="samples">The waveform up to the latest frame's end.</param>
    /// <param name="frame">What was found.</param>
    /// <returns>False when none is left for now.</returns>
    public bool TryRead(SampleHistory samples, out VoiceFrame frame)
    {
        frame = default;
        if (tracker.Available == 0)
            return false;
        var pitch = tracker.Read();
        if (!audible.Dequeue())
            pitch = default;
        frame = new(read, pitch, quality.Compute(read, pitch.Frequency, samples, samplePeriod));
        read++;
        return true;
    }
}
