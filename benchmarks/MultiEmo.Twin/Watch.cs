using System.Diagnostics;

namespace MultiEmo.Twin;

/// <summary>Tells how long something takes.</summary>
internal static class Watch
{
    /// <summary>The seconds of some work.</summary>
    public static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
