using MultiEmo.Audio.Framing;

namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Leads the search for periods over the samples, frame by frame: where the last whole period ended the next frame's begin.</summary>
/// <param name="grid">The pitch frames.</param>
/// <param name="sampleRate">Sampling rate in Hz.</param>
/// <param name="searchRange">Share of the expected period by which a period may deviate.</param>
/// <remarks>Times go through seconds and back as in openSMILE, where a frame may so gain a sample; at rates whose step is no whole number of samples
/// the
/// walk starts anew at each frame.</remarks>
internal sealed class PeriodWalk(FrameGrid grid, int sampleRate, double searchRange)
{
    private const int Periods = 2;
    private readonly double period = 1.0 / sampleRate;
    private readonly int step = (int)Math.Ceiling(FrameGrid.StepSeconds / (1.0 / sampleRate));
    private long next;
    private long nextFrame;
    private int behind;

    /// <summary>Number of the first sample that may still be asked for.</summary>
    public long Needed => Math.Min(next, nextFrame);

    /// <summary>The samples of a frame's periods.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="frequency">Fundamental frequency in Hz, 0 where unvoiced.</param>
    public PeriodSpan Span(long frame, float frequency)
    {
        var advance = step + behind;
        var span = frequency > 0 ? Voiced(frequency, advance) : new PeriodSpan(0, advance, advance, 0, 0, 0);
        var (start, samples) = Frame(frame);
        nextFrame = (frame + 1) * grid.Step;
        var length = Math.Min(span.Length, behind + samples);
        if (start - behind != next)
            (next, length) = (start, Math.Min(length, samples));
        return span with { Start = next, Length = length };
    }

    /// <summary>Goes on to where the last whole period ended.</summary>
    /// <param name="span">The frame's samples.</param>
    /// <param name="end">End of the last period, counted from the span's start; all of the advance where the frame is unvoiced.</param>
    public void Advance(PeriodSpan span, int end)
    {
        behind = span.Advance - end;
        next += end;
    }

    private PeriodSpan Voiced(float frequency, int advance)
    {
        var expected = 1.0 / frequency / period;
        var shortest = (int)Math.Floor((1.0 - searchRange) * expected);
        var longest = (int)Math.Ceiling((1.0 + searchRange) * expected);
        var length = Math.Max(advance, (Periods * longest) + Periods);
        return new(0, length, advance, (int)Math.Round(expected, MidpointRounding.AwayFromZero), shortest, longest);
    }

    private (long Start, int Samples) Frame(long frame)
    {
        var first = frame * grid.Step;
        var (begin, last) = (first * period, (first + grid.Length - 1) * period);
        var seconds = last - begin + period;
        return ((long)Math.Round(begin / period, MidpointRounding.AwayFromZero), (int)Math.Ceiling(seconds / period));
    }
}
