using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Work that threads share. The threads stay awake for a moment after each piece of work, since the next follows within microseconds in a network's
/// layers; whoever calls does not wait for a thread that has not woken in time. Work inside of work runs on one thread.
/// </summary>
public static class Crew
{
    private const int Ranges = 4;           // of each thread, so that one that came late has the less to do
    private const int LeastUnits = 8;       // of a range

    private static readonly Lock Busy = new();
    private static readonly List<Worker> Workers = [];

    /// <summary>Runs the parts 0 .. count-1, on at most so many threads at once.</summary>
    public static void Run(int count, int threads, Action<int> part)
    {
        if (threads <= 1 || count <= 1 || Busy.IsHeldByCurrentThread || !Busy.TryEnter())
        {
            for (int i = 0; i < count; i++) part(i);
            return;
        }
        try
        {
            var shift = new Shift(count, part);
            int helpers = Math.Min(threads, count) - 1;
            while (Workers.Count < helpers) Workers.Add(new Worker());
            for (int i = 0; i < helpers; i++) Workers[i].Give(shift);
            shift.Work();
            shift.Wait();
        }
        finally
        {
            Busy.Exit();
        }
    }

    /// <summary>Runs over ranges of rows, a few for each thread; a range begins at a multiple of <paramref name="unit"/>.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <param name="unit">Rows that stay together.</param>
    /// <param name="range">Is given the first row and how many.</param>
    public static void Rows(int rows, int threads, int unit, Action<int, int> range)
    {
        int units = (rows + unit - 1) / unit, parts = Math.Min(threads * Ranges, units / LeastUnits);
        if (parts > threads) parts -= parts % threads;      // as many for each
        if (threads <= 1 || parts <= 1) { range(0, rows); return; }
        int Bound(int part) => Math.Min(rows, (int)((long)units * part / parts) * unit);
        Run(parts, threads, part => range(Bound(part), Bound(part + 1) - Bound(part)));
    }

    // Parts that are taken one after the other by whoever is free.
    private sealed class Shift(int count, Action<int> part)
    {
        private int taken;
        private int finished;
        private ExceptionDispatchInfo? fault;

        public void Work()
        {
            for (int i = Interlocked.Increment(ref taken) - 1; i < count; i = Interlocked.Increment(ref taken) - 1)
            {
                try
                {
                    part(i);
                }
                catch (Exception exception)
                {
                    fault ??= ExceptionDispatchInfo.Capture(exception);
                }
                Interlocked.Increment(ref finished);
            }
        }

        public void Wait()
        {
            var wait = default(SpinWait);
            while (Volatile.Read(ref finished) < count) wait.SpinOnce(sleep1Threshold: -1);
            fault?.Throw();
        }
    }

    private sealed class Worker
    {
        private const double Awake = 200e-6;    // seconds

        private readonly AutoResetEvent wake = new(false);
        private Shift? shift;
        private int asleep;

        public Worker() => new Thread(Live) { IsBackground = true, Name = "crew" }.Start();

        public void Give(Shift next)
        {
            Volatile.Write(ref shift, next);
            if (Interlocked.Exchange(ref asleep, 0) == 1) wake.Set();
        }

        private void Live()
        {
            while (true)
            {
                long since = Stopwatch.GetTimestamp();
                while (Volatile.Read(ref shift) is null)
                {
                    if (Stopwatch.GetElapsedTime(since).TotalSeconds < Awake) { Thread.SpinWait(8); continue; }
                    Interlocked.Exchange(ref asleep, 1);
                    if (Volatile.Read(ref shift) is null) wake.WaitOne();
                    Interlocked.Exchange(ref asleep, 0);
                    since = Stopwatch.GetTimestamp();
                }
                Interlocked.Exchange(ref shift, null)?.Work();
            }
        }
    }
}
