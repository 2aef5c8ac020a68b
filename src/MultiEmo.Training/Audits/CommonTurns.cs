using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Longer turns of a split that stand in an earlier one, word for word or nearly, beyond what that one repeats within itself. A text counts
/// once, however often it is said.
/// </summary>
internal static class CommonTurns
{
    private const string Check = "common-turns";
    private const double MuchRepeated = 0.2;

    /// <summary>The findings; turns of conversations that are shared as a whole are not counted again.</summary>
    public static IEnumerable<Finding> Find(Corpus corpus, Func<SplitPair, IReadOnlyList<SameConversation>> shared)
    {
        var indexes = Enum.GetValues<Split>().ToDictionary(split => split, split => new TurnIndex(PlainTurn.Of(corpus, split)));
        var within = indexes.ToDictionary(pair => pair.Key, pair => new Lazy<int>(pair.Value.Repeated));
        foreach (var pair in SplitPair.All)
        {
            var known = shared(pair).Select(one => one.Later).ToHashSet(ReferenceEqualityComparer.Instance);
            PlainTurn[] later = [.. indexes[pair.Later].Different().Where(turn => !known.Contains(turn.Conversation))];
            if (later.Length == 0) continue;
            var twins = later.Select(turn => (Turn: turn, Twin: indexes[pair.Earlier].Twin(turn))).Where(both => both.Twin is not null).ToArray();
            if (twins.Length == 0) continue;
            var excess = new Excess(within[pair.Earlier].Value, indexes[pair.Earlier].Different().Count, twins.Length, later.Length);
            if (Tell(pair, excess) is not { } finding) continue;
            yield return finding.With(twins.Select(both => $"{both.Turn.Place} is nearly {both.Twin!.Place}"));
        }
    }

    private static Finding? Tell(SplitPair pair, Excess excess)
    {
        string share = string.Create(CultureInfo.InvariantCulture, $"{excess.Across} of {excess.AcrossOf} longer texts ({excess.Share:p1})");
        string found = $"{share} of {pair.Later.Name()} stand in {pair.Earlier.Name()}, word for word or nearly";
        string expected = string.Create(CultureInfo.InvariantCulture, $"within {pair.Earlier.Name()} {excess.Expected:p1} of them come back");
        if (excess.Stands) return new Finding(excess.Severity, Check, $"{found}; {expected}.", pair.Effect);
        if (excess.Share < MuchRepeated) return null;
        return new Finding(Severity.Notice, Check, $"{found}; {expected}: the corpus repeats itself.",
            "Scores hold for texts as alike as these; on texts that are not they will be lower.");
    }
}
