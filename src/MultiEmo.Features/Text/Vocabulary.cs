namespace MultiEmo.Features.Text;

/// <summary>The terms that training texts have in common, with their inverse document frequencies.</summary>
/// <param name="Terms">In ordinal order; a term's place is its column.</param>
/// <param name="Idf">ln((1 + N) / (1 + n)) + 1 for a term in n of N texts (smooth: as if one more text held every term).</param>
public sealed record Vocabulary(IReadOnlyList<string> Terms, IReadOnlyList<double> Idf)
{
    private readonly Dictionary<string, int> columns = Terms.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    /// <summary>Counts in how many texts each term occurs and keeps the terms of at least <paramref name="minDocumentFrequency"/>.</summary>
    /// <param name="documents">The terms of each text, repetitions included.</param>
    /// <param name="minDocumentFrequency">From 1.</param>
    public static Vocabulary Fit(IReadOnlyList<IReadOnlyList<string>> documents, int minDocumentFrequency)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in documents)
            foreach (string term in document.Distinct(StringComparer.Ordinal))
                frequency[term] = frequency.GetValueOrDefault(term) + 1;
        string[] kept = [.. frequency.Where(pair => pair.Value >= minDocumentFrequency).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        return new Vocabulary(kept, [.. kept.Select(term => Math.Log((1.0 + documents.Count) / (1 + frequency[term])) + 1)]);
    }

    /// <summary>The weights of one text: count times idf, scaled to length <paramref name="norm"/>; unknown terms count for nothing.</summary>
    /// <param name="terms">The text's terms, repetitions included.</param>
    /// <param name="sublinear">Whether c occurrences count 1 + ln c.</param>
    /// <param name="norm">The L2 length of the result, unless it is empty.</param>
    public IReadOnlyList<KeyValuePair<int, double>> Weigh(IEnumerable<string> terms, bool sublinear, double norm)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (string term in terms)
            if (columns.TryGetValue(term, out int column)) counts[column] = counts.GetValueOrDefault(column) + 1;
        KeyValuePair<int, double>[] weights =
            [.. counts.Select(pair => KeyValuePair.Create(pair.Key, Idf[pair.Key] * (sublinear ? 1 + Math.Log(pair.Value) : pair.Value)))];
        double length = Math.Sqrt(weights.Sum(pair => pair.Value * pair.Value));
        return [.. weights.Select(pair => KeyValuePair.Create(pair.Key, pair.Value / length * norm))];
    }
}
