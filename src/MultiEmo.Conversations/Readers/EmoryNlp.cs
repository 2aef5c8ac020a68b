namespace MultiEmo.Conversations.Readers;

/// <summary>Reads the three CSV files of EmoryNLP (Zahiri and Choi, 2018); a conversation is a scene.</summary>
public static class EmoryNlp
{
    private const string Origin = "the release (it holds emorynlp_train_final.csv, emorynlp_dev_final.csv and emorynlp_test_final.csv)";

    private static readonly Dictionary<string, string> Counterparts =
        new() { ["Neutral"] = "neutral", ["Joyful"] = "joy", ["Scared"] = "fear", ["Mad"] = "anger", ["Sad"] = "sadness" };

    /// <summary>
    /// The corpus of a folder with <c>emorynlp_train_final.csv</c>, <c>emorynlp_dev_final.csv</c> and <c>emorynlp_test_final.csv</c>; ids are
    /// <c>split/season-episode-scene</c>. Where several speak, the first counts and <see cref="Utterance.OtherSpeakers"/> names the rest.
    /// </summary>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="emotions">
    /// <see cref="EmotionSet.EmoryNlp"/> keeps the labels; <see cref="EmotionSet.Meld"/> takes Neutral, Joyful, Scared, Mad and Sad for neutral, joy,
    /// fear, anger and sadness, and leaves turns that are Peaceful or Powerful, which it has no word for, without a label, as context.
    /// </param>
    /// <exception cref="BadInputException">A file is missing or damaged, or the set is another one.</exception>
    public static Corpus Read(string folder, EmotionSet? emotions = null)
    {
        bool mapped = emotions == EmotionSet.Meld;
        if (!mapped && emotions is not null && emotions != EmotionSet.EmoryNlp)
            throw new BadInputException($"the labels of EmoryNLP cannot become those of the set {emotions.Name}", "take emorynlp or meld");
        var builder = new CorpusBuilder("emorynlp", folder);
        foreach (var (split, table) in SplitTable.ReadAll(folder, "emorynlp_*_final.csv", Origin))
        {
            if (table.Remark is { } remark) builder.Remarks.Add(remark);
            var columns = Columns.Of(table);
            foreach (var row in table.Rows) Add(builder, split, table, columns, row);
        }
        var corpus = builder.Build(EmotionSet.EmoryNlp);
        corpus = corpus with { Remarks = [.. corpus.Remarks, .. Noticed(corpus)] };
        return mapped ? Mapped(corpus) : corpus;
    }

    private static Corpus Mapped(Corpus corpus)
    {
        Utterance Of(Utterance turn) => turn with { Emotion = turn.Emotion is { } label ? Counterparts.GetValueOrDefault(label) : null };
        Conversation[] conversations =
            [.. corpus.Conversations.Select(conversation => conversation with { Turns = [.. conversation.Turns.Select(Of)] })];
        int left = conversations.Sum(conversation => conversation.Turns.Count(turn => turn.Emotion is null));
        string remark = $"{left} turns are Peaceful or Powerful, for which there is no label: they are context that is not scored.";
        return corpus with { Emotions = EmotionSet.Meld, Conversations = conversations, Remarks = [.. corpus.Remarks, remark] };
    }

    private static void Add(CorpusBuilder builder, Split split, CsvTable table, Columns columns, CsvRow row)
    {
        int season = table.Integer(row, columns.Season), episode = table.Integer(row, columns.Episode), scene = table.Integer(row, columns.Scene);
        var times = TurnTimes.Tolerant(Cell(row, columns.Start), Cell(row, columns.End));
        var speakers = Speakers(table, row, columns.Speaker);
        var utterance = new Utterance(table.Integer(row, columns.Turn), speakers[0], row.Cells[columns.Text].Trim(),
            table.Required(row, columns.Emotion), times.Start, times.End)
        { OtherSpeakers = speakers.Count > 1 ? string.Join(", ", speakers.Skip(1)) : null };
        builder.Add($"{split.Name()}/{season}-{episode}-{scene}", split, utterance, table.Path, row.Line);
    }

    private static IReadOnlyList<string> Speakers(CsvTable table, CsvRow row, int column)
    {
        string cell = table.Required(row, column);
        var names = cell.StartsWith('[') ? PythonList.Parse(cell) : [cell];
        if (names is { Count: > 0 } && names.All(name => name.Length > 0)) return names;
        throw new BadInputException($"{Spelling.Quoted(cell)} is no list of speakers", "write it as ['Anna', 'Ben']", table.Path, row.Line);
    }

    private static IEnumerable<string> Noticed(Corpus corpus)
    {
        int shared = corpus.Conversations.Sum(conversation => conversation.Turns.Count(turn => turn.OtherSpeakers is not null));
        if (shared > 0) yield return $"{shared} turns name several speakers; the first counts.";
        if (TurnTimes.Remark(corpus.Conversations) is { } untimed) yield return untimed;
    }

    private static string? Cell(CsvRow row, int? column) => column is { } index ? row.Cells[index] : null;

    private sealed record Columns(int Season, int Episode, int Scene, int Turn, int Speaker, int Text, int Emotion, int? Start, int? End)
    {
        public static Columns Of(CsvTable table) => new(table.Column("Season"), table.Column("Episode"), table.Column("Scene_ID"),
            table.Column("Utterance_ID"), table.Column("Speaker"), table.Column("Utterance"), table.Column("Emotion"),
            table.Find("Start_Time"), table.Find("End_Time"));
    }
}
