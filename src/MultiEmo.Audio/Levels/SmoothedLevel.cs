using MultiEmo.Audio.Smoothing;

namespace MultiEmo.Audio.Levels;

/// <summary>Contours that are smoothed over three frames as they come.</summary>
internal sealed class SmoothedLevel
{
    private readonly MovingAverage average;
    private readonly float[] smoothed;

    /// <summary>Prepares an empty level.</summary>
    /// <param name="names">Names of the smoothed contours.</param>
    /// <param name="zeros">What a 0 means.</param>
    public SmoothedLevel(IReadOnlyList<string> names, Zeros zeros)
    {
        Level = new ContourLevel(names);
        average = new MovingAverage(names.Count, zeros);
        smoothed = new float[names.Count];
    }

    /// <summary>The smoothed contours.</summary>
    public ContourLevel Level { get; }

    /// <summary>Takes a frame.</summary>
    public void Push(ReadOnlySpan<float> frame)
    {
        if (average.Push(frame, smoothed))
            Level.Append(smoothed);
    }

    /// <summary>Takes a frame when the end is known already: one more smoothed frame comes for it.</summary>
    public void PushAtEnd(ReadOnlySpan<float> frame)
    {
        if (average.Push(frame, smoothed) || average.Finish(smoothed))
            Level.Append(smoothed);
    }

    /// <summary>Takes the end; frames may follow nevertheless, where openSMILE believes too early that it came.</summary>
    public void Finish()
    {
        while (average.Finish(smoothed))
            Level.Append(smoothed);
    }
}
