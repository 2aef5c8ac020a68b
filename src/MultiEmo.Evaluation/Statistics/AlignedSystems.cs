using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>A system's predictions as they were read.</summary>
/// <param name="Name">The system.</param>
/// <param name="Tables">A table per seed, at least one.</param>
public sealed record SystemTables(string Name, IReadOnlyList<PredictionTable> Tables);

/// <summary>Systems that predicted the same utterances, which stand in the order of the first system's first table.</summary>
/// <param name="Utterances">The utterances.</param>
/// <param name="Systems">What each system predicted.</param>
public sealed record AlignedSystems(ScoredUtterances Utterances, IReadOnlyList<SystemPredictions> Systems)
{
    /// <summary>Finds the utterances of the first table in all others.</summary>
    /// <param name="emotions">The labels.</param>
    /// <param name="systems">At least one system.</param>
    /// <exception cref="BadInputException">Utterances or truths differ; the message says which first, in which file and line.</exception>
    public static AlignedSystems Of(EmotionSet emotions, IReadOnlyList<SystemTables> systems)
    {
        var reference = new Reference(systems[0].Tables[0]);
        return new(ScoredUtterances.Of(emotions, reference.Table.Rows), [.. systems.Select(Aligned)]);

        SystemPredictions Aligned(SystemTables system) => new(system.Name, [.. system.Tables.Select(Indices)]);
        IReadOnlyList<int> Indices(PredictionTable table) => [.. reference.Align(table).Select(row => Index(row.Emotion))];
        int Index(string label) => emotions.IndexOf(emotions.Canonical(label));
    }

    private sealed class Reference(PredictionTable table)
    {
        private readonly Dictionary<Place, int> _rows = table.Rows.Index().ToDictionary(row => Place.Of(row.Item), row => row.Index);

        public PredictionTable Table { get; } = table;

        // The other table's rows in the order of the reference.
        public Prediction[] Align(PredictionTable other)
        {
            var aligned = new Prediction?[Table.Rows.Count];
            foreach (var (line, row) in other.Lines.Zip(other.Rows)) aligned[Find(row, other.Path, line)] = row;
            int missing = Array.IndexOf(aligned, null);
            if (missing >= 0) throw Missing(missing, other.Path);
            return aligned!;
        }

        private int Find(Prediction row, string path, long line)
        {
            const string Remedy = "compare systems that were scored on the same utterances, told apart by the same columns conversation and turn";
            if (!_rows.TryGetValue(Place.Of(row), out int index))
                throw new BadInputException($"{Place.Of(row)} is not in {Table.Path}", Remedy, path, line);
            string? truth = Table.Rows[index].Truth;
            if (row.Truth == truth) return index;
            throw new BadInputException($"the truth of {Place.Of(row)} is '{row.Truth}' here and '{truth}' in {Table.Path}:{Table.Lines[index]}",
                "score both systems on the same labels", path, line);
        }

        private BadInputException Missing(int index, string path) => new(
            $"{Place.Of(Table.Rows[index])}, which is in {Table.Path}:{Table.Lines[index]}, is missing here",
            "compare systems that were scored on the same utterances", path);
    }

    private readonly record struct Place(string Conversation, int Turn)
    {
        public static Place Of(Prediction row) => new(row.Conversation, row.Turn);

        public override string ToString() =>
            Conversation.Length == 0 ? $"utterance {Turn} (from 0)" : $"turn {Turn} of conversation {Spelling.Quoted(Conversation)}";
    }
}
