namespace MultiEmo.Conversations.Readers;

/// <summary>Reads a corpus from one table (CSV or TSV) with a row for each turn.</summary>
public static class TableCorpus
{
    /// <summary>The corpus of a table; upper case, spaces, dots, hyphens and underscores in the columns' names do not count.</summary>
    /// <remarks>
    /// Columns: conversation (or conversation_id, conv_id, dialogue, dialogue_id, dialog, dialog_id); turn (or turn_id, utterance_id; without it
    /// turns are numbered as they come); speaker (or speaker_id); text (or utterance, sentence, transcript); emotion (or label; blank: context that
    /// is not scored); split (or set, subset; without it the conversations belong to none); start and end (or start_time, end_time; seconds or
    /// h:m:s); media (or filename, file, clip). Rows of a conversation may lie between those of others; their turns must rise.
    /// </remarks>
    /// <param name="path">The table.</param>
    /// <param name="emotions">The labels in order; null: those of the training split (of all rows if there is none), in alphabetical order.</param>
    /// <exception cref="BadInputException">Something in the table is missing or contradicts itself.</exception>
    public static Corpus Read(string path, EmotionSet? emotions = null)
    {
        var table = CsvTable.Read(path);
        if (table.Rows.Count == 0) throw new BadInputException("the table has no row below its header", "add a row for each turn", path, 1);
        var builder = new CorpusBuilder(Path.GetFileNameWithoutExtension(path), path);
        if (table.Remark is { } remark) builder.Remarks.Add(remark);
        var columns = TableColumns.Of(table, emotions is not null);
        if (columns.Split is null) builder.Remarks.Add("There is no column 'split': training needs one with train, dev and test.");
        foreach (var row in table.Rows) Add(builder, table, columns, row);
        return emotions is null ? builder.BuildWithFoundLabels() : builder.Build(emotions);
    }

    private static void Add(CorpusBuilder builder, CsvTable table, TableColumns columns, CsvRow row)
    {
        string conversation = table.Required(row, columns.Conversation);
        int turn = columns.Turn is { } column ? table.Integer(row, column) : builder.NextTurn(conversation);
        var utterance = new Utterance(turn, table.Required(row, columns.Speaker), row.Cells[columns.Text].Trim(), Cell(row, columns.Emotion),
            Seconds(table, row, columns.Start), Seconds(table, row, columns.End), Cell(row, columns.Media));
        if (utterance.End < utterance.Start) throw new BadInputException("the turn ends before it starts", "mend its times", table.Path, row.Line);
        builder.Add(conversation, SplitOf(table, row, columns.Split), utterance, table.Path, row.Line);
    }

    private static string? Cell(CsvRow row, int? column) =>
        column is { } index && !string.IsNullOrWhiteSpace(row.Cells[index]) ? row.Cells[index].Trim() : null;

    private static Split? SplitOf(CsvTable table, CsvRow row, int? column)
    {
        if (Cell(row, column) is not { } name) return null;
        if (Splits.Parse(name) is { } split) return split;
        throw new BadInputException($"unknown split {Spelling.Quoted(name)}", Spelling.Suggest(name, ["train", "dev", "test"]), table.Path, row.Line);
    }

    private static double? Seconds(CsvTable table, CsvRow row, int? column)
    {
        if (Cell(row, column) is not { } time) return null;
        return Clock.Seconds(time)
            ?? throw new BadInputException($"{Spelling.Quoted(time)} is no time", "write seconds (12.5) or h:m:s (0:00:12.5)", table.Path, row.Line);
    }

    private sealed record TableColumns(int Conversation, int? Turn, int Speaker, int Text, int? Emotion, int? Split, int? Start, int? End, int? Media)
    {
        public static TableColumns Of(CsvTable table, bool labelsKnown) => new(
            table.Column("conversation", "conversation_id", "conv_id", "dialogue", "dialogue_id", "dialog", "dialog_id"),
            table.Find("turn", "turn_id", "utterance_id"),
            table.Column("speaker", "speaker_id"),
            table.Column("text", "utterance", "sentence", "transcript"),
            labelsKnown ? table.Find("emotion", "label") : table.Column("emotion", "label"),
            table.Find("split", "set", "subset"),
            table.Find("start", "start_time"),
            table.Find("end", "end_time"),
            table.Find("media", "filename", "file", "clip"));
    }
}
