namespace MultiEmo.Tests.Training;

/// <summary>A clock that stands still, or goes a second on whenever somebody looks at it.</summary>
public sealed class SetClock(bool ticking = false) : TimeProvider
{
    private long seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => ticking ? seconds++ : seconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(seconds);
}
