namespace MultiEmo.Conversations;

/// <summary>Suggestions for misspelt names.</summary>
public static class Spelling
{
    /// <summary>A clause that names the nearest candidate ("did you mean 'joy'?"), or lists them all when none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates)
    {
        string[] all = [.. candidates];
        string? nearest = Nearest(name, all);
        return nearest is not null ? $"did you mean '{nearest}'?" : $"known: {string.Join(", ", all)}";
    }

    /// <summary>The candidate within two edits or a third of its length; null when none is that near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) => ByDistance(name, candidates).FirstOrDefault();

    /// <summary>Candidates that may be meant: those that hold the name, as a part between slashes first, then those that are near it.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What there is.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> candidates, int count)
    {
        string[] all = [.. candidates];
        var holding = all.Where(candidate => name.Length > 0 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(candidate => candidate.Split('/').Contains(name)).ThenBy(candidate => candidate.Length);
        return [.. holding.Concat(ByDistance(name, all)).Distinct().Take(count)];
    }

    /// <summary>A value in quotes for a message, on one line and cut after 60 characters.</summary>
    public static string Quoted(string value)
    {
        string line = value.ReplaceLineEndings(" ");
        return line.Length <= 60 ? $"'{line}'" : $"'{line[..60]}…'";
    }

    private static IEnumerable<string> ByDistance(string name, IEnumerable<string> candidates) => candidates
        .Where(candidate => Math.Abs(candidate.Length - name.Length) <= Tolerance(candidate))
        .Select(candidate => (Candidate: candidate, Edits: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.Edits <= Tolerance(pair.Candidate))
        .OrderBy(pair => pair.Edits)
        .Select(pair => pair.Candidate);

    private static int Tolerance(string candidate) => Math.Max(2, candidate.Length / 3);

    // Levenshtein's distance, row by row.
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[b.Length];
    }
}
