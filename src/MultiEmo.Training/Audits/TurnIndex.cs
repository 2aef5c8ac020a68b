namespace MultiEmo.Training.Audits;

/// <summary>
/// Finds turns that are nearly the same: of all words and pairs of neighbouring words that either has, both have six in ten (Jaccard). Two such
/// turns have one of their rarest four in ten in common, so that nothing else is looked up.
/// </summary>
internal sealed class TurnIndex
{
    private const double Near = 0.6;
    private readonly PlainTurn[] turns;
    private readonly HashSet<string>[] pieces;
    private readonly Dictionary<string, int> counts;
    private readonly Dictionary<string, List<int>> places = [];

    /// <summary>Holds the long turns of a split.</summary>
    public TurnIndex(IEnumerable<PlainTurn> all)
    {
        turns = [.. all.Where(turn => turn.Long)];
        pieces = [.. turns.Select(Pieces)];
        counts = pieces.SelectMany(own => own).CountBy(piece => piece).ToDictionary();
        for (int turn = 0; turn < turns.Length; turn++)
            foreach (string piece in Rarest(pieces[turn]))
            {
                if (!places.TryGetValue(piece, out var list)) places[piece] = list = [];
                list.Add(turn);
            }
    }

    /// <summary>The long turns, the first of each text.</summary>
    public IReadOnlyList<PlainTurn> Different() => [.. turns.DistinctBy(turn => turn.Text)];

    /// <summary>How many of the different texts have a twin in another conversation.</summary>
    public int Repeated() => Different().Count(turn => Twin(turn) is not null);

    /// <summary>A turn of another conversation that is nearly the same; null where there is none.</summary>
    public PlainTurn? Twin(PlainTurn turn)
    {
        var own = Pieces(turn);
        foreach (int place in Rarest(own).SelectMany(piece => places.GetValueOrDefault(piece, [])).Distinct())
        {
            if (ReferenceEquals(turns[place].Conversation, turn.Conversation)) continue;
            int smaller = Math.Min(own.Count, pieces[place].Count), larger = Math.Max(own.Count, pieces[place].Count);
            if (smaller < Near * larger) continue;
            int common = own.Count(pieces[place].Contains);
            if (common >= Near * (own.Count + pieces[place].Count - common)) return turns[place];
        }
        return null;
    }

    private IEnumerable<string> Rarest(HashSet<string> own) => own
        .OrderBy(piece => counts.GetValueOrDefault(piece)).ThenBy(piece => piece, StringComparer.Ordinal)
        .Take(own.Count - (int)Math.Ceiling(Near * own.Count) + 1);

    private static HashSet<string> Pieces(PlainTurn turn) => [.. turn.Words, .. turn.Words.Zip(turn.Words.Skip(1), (a, b) => $"{a} {b}")];
}
