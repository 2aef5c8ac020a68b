using MultiEmo.Audio.Framing;

namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>Jitter, shimmer and harmonics-to-noise ratio of pitch frames, from the periods of the waveform itself.</summary>
/// <param name="walk">Where the frames' periods are sought.</param>
/// <remarks>Periods are remembered from frame to frame until an unvoiced one; a voiced frame without a period repeats the last values.</remarks>
internal sealed class VoiceQualityTracker(PeriodWalk walk)
{
    /// <summary>Correlation from which a period counts.</summary>
    private const float LowestCorrelation = 0.5f;

    private readonly PeriodMatcher matcher = new();
    private readonly AveragePeriod average = new();
    private readonly Jitter jitter = new();
    private readonly Shimmer shimmer = new();

    /// <summary>Number of the first sample that a later frame may need.</summary>
    public long Needed => walk.Needed;

    /// <summary>Voice quality of the next frame.</summary>
    /// <param name="frame">Number of the frame, from 0, each once.</param>
    /// <param name="frequency">Its fundamental frequency in Hz, 0 where unvoiced.</param>
    /// <param name="samples">The waveform up to the frame's end.</param>
    /// <param name="samplePeriod">Seconds between two samples.</param>
    public VoiceQuality Compute(long frame, float frequency, SampleHistory samples, double samplePeriod)
    {
        var span = walk.Span(frame, frequency);
        if (span.Period == 0 || span.Start + span.Length > samples.Length)
        {
            walk.Advance(span, span.Advance);
            jitter.Forget();
            shimmer.Forget();
            return new(0, 0, 0, VoiceQuality.HnrFloor);
        }
        var wave = samples.Slice(span.Start, span.Length);
        walk.Advance(span, Periods(span, wave, samplePeriod));
        return new(jitter.Local(), jitter.Ddp(), shimmer.Local(), average.LogHnr(wave));
    }

    /// <summary>Walks from period to period; returns where the last one ended that lies before the next frame's.</summary>
    private int Periods(PeriodSpan span, ReadOnlySpan<float> wave, double samplePeriod)
    {
        matcher.Load(wave);
        average.Begin(span.Period);
        jitter.Begin();
        shimmer.Begin();
        var (start, last) = (0, 0);
        while (start < wave.Length - (2 * span.Longest) - 1)
        {
            var match = matcher.Match(start, span.Shortest, span.Longest);
            if (match.Found)
                Count(match, start, wave, samplePeriod);
            start += match.Found ? match.Lag : span.Period;
            if (start < span.Advance - 1)
                last = start;
            average.LastLag = match.Found ? match.Lag : span.Period;
        }
        average.End(start, wave);
        return last;
    }

    private void Count(PeriodMatch match, int start, ReadOnlySpan<float> wave, double samplePeriod)
    {
        average.Add(start, wave);
        if (!(match.Correlation > LowestCorrelation))
            return;
        jitter.Add((float)(match.ExactLag * samplePeriod));
        shimmer.Add(wave.Slice(start, match.Lag), wave.Slice(start + match.Lag, match.Lag));
    }
}
