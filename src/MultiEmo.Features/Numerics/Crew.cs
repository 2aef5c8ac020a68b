namespace MultiEmo.Features.Numerics;

/// <summary>Work that threads share.</summary>
public static class Crew
{
    /// <summary>Runs the parts 0 .. count-1, on at most so many threads at once.</summary>
    public static void Run(int count, int threads, Action<int> part)
    {
        if (threads == 1 || count <= 1)
            for (int i = 0; i < count; i++) part(i);
        else
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, part);
    }

    /// <summary>Runs over ranges of rows, one for each thread; a range begins at a multiple of <paramref name="unit"/>.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="threads">At most so many ranges.</param>
    /// <param name="unit">Rows that stay together.</param>
    /// <param name="range">Is given the first row and how many.</param>
    public static void Rows(int rows, int threads, int unit, Action<int, int> range)
    {
        int units = (rows + unit - 1) / unit, parts = Math.Min(threads, units);
        if (parts <= 1) { range(0, rows); return; }
        int Bound(int part) => Math.Min(rows, (int)((long)units * part / parts) * unit);
        Run(parts, threads, part => range(Bound(part), Bound(part + 1) - Bound(part)));
    }
}
