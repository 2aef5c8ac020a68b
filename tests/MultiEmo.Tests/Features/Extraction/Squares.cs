using System.Collections.Concurrent;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Tests.Features.Extraction;

/// <summary>Makes of a number the rows (n), (n squared), …; remembers what it was asked for, and cannot use some.</summary>
internal sealed class Squares(ConcurrentQueue<int> asked, params int[] unusable) : IItemExtractor<int>
{
    /// <summary>Called before each item.</summary>
    public Action<int> Before { get; init; } = _ => { };

    public static WorkItem<int>[] Items(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkItem<int>($"number {number}", "unchanged", number))];

    public void Extract(int source, PartWriter part, CancellationToken stop)
    {
        Before(source);
        stop.ThrowIfCancellationRequested();
        asked.Enqueue(source);
        if (unusable.Contains(source)) throw new BadInputException($"{source} is odd", "take an even one");
        part.Write([source]);
        part.Write([source * source]);
    }

    public void Dispose()
    {
    }
}
