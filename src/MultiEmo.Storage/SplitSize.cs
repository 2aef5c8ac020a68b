using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The size of a split; null where it is not said.</summary>
/// <param name="Split">Which.</param>
/// <param name="Conversations">Its conversations.</param>
/// <param name="Turns">Their turns.</param>
internal sealed record SplitSize(Split Split, int? Conversations, int? Turns)
{
    /// <summary>Counts the splits of a corpus; conversations that belong to none are not counted.</summary>
    public static IReadOnlyList<SplitSize> Count(IEnumerable<Conversation> conversations) => [.. conversations
        .Where(conversation => conversation.Split is not null)
        .GroupBy(conversation => conversation.Split!.Value)
        .OrderBy(group => group.Key)
        .Select(group => new SplitSize(group.Key, group.Count(), group.Sum(conversation => conversation.Turns.Count)))];

    /// <summary>Reads <c>splits</c>: names alone in a list, or an object with the counts of each.</summary>
    public static IReadOnlyList<SplitSize> Read(JsonFields corpus)
    {
        if (corpus.Find("splits") is not { } element) return [];
        if (element.ValueKind == JsonValueKind.Array)
            return [.. corpus.Texts("splits").Select(name => new SplitSize(Parse(corpus, name), null, null))];
        var fields = JsonFields.Of(element, "'splits'", corpus.File, null);
        return [.. fields.Names.Select(name => One(fields, name))];
    }

    /// <summary>Fails when what was counted is not what is said.</summary>
    /// <exception cref="BadInputException">A split is missing or has another size.</exception>
    public static void Check(IReadOnlyList<SplitSize> said, IReadOnlyList<SplitSize> counted, string file)
    {
        foreach (var size in said)
        {
            var found = counted.FirstOrDefault(other => other.Split == size.Split) ?? new SplitSize(size.Split, 0, 0);
            if (size.Conversations is null && found.Conversations == 0) throw Differs($"no conversation in {size.Split.Name()}, not some", file);
            if (size.Conversations is { } number && number != found.Conversations)
                throw Differs($"{found.Conversations} conversations in {size.Split.Name()}, not {number}", file);
            if (size.Turns is { } turns && turns != found.Turns) throw Differs($"{found.Turns} turns in {size.Split.Name()}, not {turns}", file);
        }
    }

    private static BadInputException Differs(string problem, string file) => new(
        $"has {problem} as {CorpusFile.FileName} says",
        $"prepare the corpus again, or delete 'splits' in {CorpusFile.FileName} if the change is meant", file);

    private static SplitSize One(JsonFields fields, string name)
    {
        var size = JsonFields.Of(fields.Element.GetProperty(name), $"split '{name}'", fields.File, null);
        return new SplitSize(Parse(fields, name), size.OptionalWhole("conversations"), size.OptionalWhole("turns"));
    }

    private static Split Parse(JsonFields fields, string name)
        => Splits.Parse(name) ?? throw fields.Fault($"unknown split {Spelling.Quoted(name)}", Spelling.Suggest(name, ["train", "dev", "test"]));
}
