using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>
/// Does items of work, some at a time: what is done already is left as it is, and an item that cannot be used keeps no other from its rows.
/// </summary>
/// <param name="parts">Where finished items are kept.</param>
/// <param name="open">Makes the extractor of one job, on the thread that works with it; not called when all is done already.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ExtractionJob<T>(PartFolder parts, Func<IItemExtractor<T>> open, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ItemFault<T>> faults = new();
    private readonly Lock turn = new();

    /// <summary>Does what is not done yet.</summary>
    /// <param name="items">The items.</param>
    /// <param name="jobs">Items at a time, at least 1.</param>
    /// <param name="progress">Told of every item, by one thread at a time.</param>
    /// <param name="stop">Ends the work early; what is done is kept.</param>
    /// <returns>The items that cannot be used, in their order.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<ItemFault<T>> Run(IReadOnlyList<WorkItem<T>> items, int jobs, IProgress<JobProgress>? progress, CancellationToken stop)
    {
        var left = new ConcurrentQueue<WorkItem<T>>(items.Where(item => !parts.Has(item)));
        int found = items.Count - left.Count, done = found;
        long start = clock.GetTimestamp();
        void Tell(int more)
        {
            lock (turn)
                progress?.Report(new JobProgress(items.Count, found, done += more, faults.Count, clock.GetElapsedTime(start)));
        }
        Tell(0);
        Share(Math.Min(jobs, left.Count), stop, ending => Work(left, () => Tell(1), ending));
        return [.. items.Where(item => faults.ContainsKey(item.Key)).Select(item => faults[item.Key])];
    }

    private void Work(ConcurrentQueue<WorkItem<T>> left, Action tell, CancellationToken stop)
    {
        using var extractor = open();
        while (left.TryDequeue(out var item))
        {
            stop.ThrowIfCancellationRequested();
            Try(extractor, item, stop);
            tell();
        }
    }

    private void Try(IItemExtractor<T> extractor, WorkItem<T> item, CancellationToken stop)
    {
        try
        {
            parts.Write(item, part => Make(extractor, item, part, stop));
        }
        catch (UnusableItemException fault)
        {
            faults[item.Key] = new ItemFault<T>(item, fault.Problem, fault.Remedy, fault.Message);
        }
    }

    // What the extractor throws is about the item; what the disk throws while the part is written is about all of them.
    private static void Make(IItemExtractor<T> extractor, WorkItem<T> item, PartWriter part, CancellationToken stop)
    {
        try
        {
            extractor.Extract(item.Source, part, stop);
            if (part.Rows == 0 && part.Remark is null) throw new BadInputException("gives no values", "look at the file: is there anything in it?");
        }
        catch (Exception fault) when (UnusableItemException.Of(fault) is { } unusable)
        {
            throw unusable;
        }
    }

    // Threads of their own: a network computes for minutes, and keeps settings per thread. The first that fails ends the others.
    private static void Share(int jobs, CancellationToken stop, Action<CancellationToken> work)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var causes = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, jobs).Select(_ => new Thread(() =>
        {
            try
            {
                work(ending.Token);
            }
            catch (Exception fault)
            {
                causes.Enqueue(fault);
                ending.Cancel();
            }
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        stop.ThrowIfCancellationRequested();
        if (causes.TryDequeue(out var cause)) ExceptionDispatchInfo.Throw(cause);
    }
}
