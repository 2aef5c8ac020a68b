namespace MultiEmo.Conversations.Readers;

/// <summary>Reads the three CSV files of MELD (Poria et al., ACL 2019).</summary>
public static class Meld
{
    private const string Origin = "the release (its folder data/MELD holds train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv)";

    /// <summary>
    /// The corpus of a folder with <c>train_sent_emo.csv</c>, <c>dev_sent_emo.csv</c> and <c>test_sent_emo.csv</c>; ids are <c>split/Dialogue_ID</c>.
    /// </summary>
    /// <exception cref="BadInputException">A file is missing or damaged.</exception>
    public static Corpus Read(string folder)
    {
        var builder = new CorpusBuilder("meld", folder);
        foreach (var (split, table) in SplitTable.ReadAll(folder, "*_sent_emo.csv", Origin))
        {
            if (table.Remark is { } remark) builder.Remarks.Add(remark);
            var columns = Columns.Of(table);
            foreach (var row in table.Rows) Add(builder, split, table, columns, row);
        }
        var corpus = builder.Build(EmotionSet.Meld);
        return TurnTimes.Remark(corpus.Conversations) is { } untimed ? corpus with { Remarks = [.. corpus.Remarks, untimed] } : corpus;
    }

    private static void Add(CorpusBuilder builder, Split split, CsvTable table, Columns columns, CsvRow row)
    {
        int dialogue = table.Integer(row, columns.Dialogue), turn = table.Integer(row, columns.Turn);
        var times = TurnTimes.Tolerant(Cell(row, columns.Start), Cell(row, columns.End));
        var utterance = new Utterance(turn, table.Required(row, columns.Speaker), row.Cells[columns.Text].Trim(),
            table.Required(row, columns.Emotion), times.Start, times.End, $"dia{dialogue}_utt{turn}.mp4");
        builder.Add($"{split.Name()}/{dialogue}", split, utterance, table.Path, row.Line);
    }

    private static string? Cell(CsvRow row, int? column) => column is { } index ? row.Cells[index] : null;

    private sealed record Columns(int Dialogue, int Turn, int Speaker, int Text, int Emotion, int? Start, int? End)
    {
        public static Columns Of(CsvTable table) => new(table.Column("Dialogue_ID"), table.Column("Utterance_ID"), table.Column("Speaker"),
            table.Column("Utterance"), table.Column("Emotion"), table.Find("StartTime"), table.Find("EndTime"));
    }
}
