using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>The turns' vectors as the parts have them, and what is to be told of the turns.</summary>
internal sealed class TurnRows<T>
{
    private readonly Dictionary<string, ItemFault<T>> faults;
    private readonly HashSet<string> items;
    private readonly List<ReportRow> report = [];
    private readonly PartFolder parts;
    private readonly TurnPlan<T> plan;

    /// <summary>Reads the finished items that turns are made of.</summary>
    /// <param name="parts">Where they are.</param>
    /// <param name="plan">Which turn has which row.</param>
    /// <param name="items">The items that were done; turns of others are left out.</param>
    /// <param name="faults">Those that cannot be used.</param>
    public TurnRows(PartFolder parts, TurnPlan<T> plan, IReadOnlyList<WorkItem<T>> items, IReadOnlyList<ItemFault<T>> faults)
    {
        (this.parts, this.plan) = (parts, plan);
        this.faults = faults.ToDictionary(fault => fault.Item.Key);
        this.items = [.. items.Select(item => item.Key)];
        Attachments = [.. plan.Turns.Select(_ => Array.Empty<byte>())];
        Vectors = [.. plan.Turns.Select(Read)];
    }

    /// <summary>A vector per turn; null where it is absent.</summary>
    public float[]?[] Vectors { get; }

    /// <summary>What each turn's item came with; empty: nothing.</summary>
    public byte[][] Attachments { get; }

    /// <summary>What is to be told, in the order of the turns.</summary>
    public IReadOnlyList<ReportRow> Report => report;

    /// <summary>The training turns' vectors.</summary>
    public List<double[]> Training() => [.. Vectors.Zip(plan.Turns)
        .Where(pair => pair.First is not null && pair.Second.Place.Conversation.Split == Split.Train)
        .Select(pair => Array.ConvertAll(pair.First!, value => (double)value))];

    private float[]? Read(PlannedTurn<T> turn, int place)
    {
        if (turn.Item is not { } item)
        {
            Tell(turn, TurnStatus.Missing, turn.Lack, "");
            return null;
        }
        if (!items.Contains(item.Key)) return null;
        if (!faults.TryGetValue(item.Key, out var fault)) return Read(turn, item, place);
        Tell(turn, TurnStatus.Failed, fault.Problem, fault.Remedy);
        return null;
    }

    private float[]? Read(PlannedTurn<T> turn, WorkItem<T> item, int place)
    {
        using var part = parts.Open(item);
        Attachments[place] = part.Attachment;
        if (part.Remark is { } remark) Tell(turn, part.Rows > 0 ? TurnStatus.Partial : TurnStatus.Empty, remark, "");
        return part.Rows > turn.Row ? part.ReadRow(turn.Row) : null;
    }

    private void Tell(PlannedTurn<T> turn, TurnStatus status, string why, string remedy) =>
        report.Add(new ReportRow(turn.Place, status, why, remedy));
}
