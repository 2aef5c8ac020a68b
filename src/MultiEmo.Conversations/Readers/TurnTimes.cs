namespace MultiEmo.Conversations.Readers;

/// <summary>When a turn begins and ends, in seconds; both null unless both can be used.</summary>
internal sealed record TurnTimes(double? Start, double? End)
{
    /// <summary>Reads both; what is missing, no time, or ends before it starts counts as unknown.</summary>
    public static TurnTimes Tolerant(string? start, string? end)
    {
        double? from = start is null ? null : Clock.Seconds(start);
        double? to = end is null ? null : Clock.Seconds(end);
        return from <= to ? new TurnTimes(from, to) : new TurnTimes(null, null);
    }

    /// <summary>A sentence about the turns of a corpus without times; null when all have them.</summary>
    public static string? Remark(IEnumerable<Conversation> conversations)
    {
        var turns = conversations.SelectMany(conversation => conversation.Turns).ToList();
        int without = turns.Count(turn => turn.Start is null);
        return without == 0 ? null : $"{without} of {turns.Count} turns have no usable times.";
    }
}
