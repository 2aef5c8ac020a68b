using MultiEmo.Conversations;

namespace MultiEmo.Features.Tables;

/// <summary>What a row says it is about.</summary>
/// <param name="Name">In words, the same for the same key.</param>
/// <param name="Turn">The turn's number through the corpus; null when the corpus has none such.</param>
internal sealed record RowKey(string Name, int? Turn);

/// <summary>The key columns of a table: conversation and turn, else filename.</summary>
/// <param name="Table">The table.</param>
/// <param name="Split">The split it describes; null: all.</param>
/// <param name="Keys">The turns of the corpus.</param>
internal sealed record TableKey(CsvTable Table, Split? Split, TurnKeys Keys)
{
    private readonly int? conversation = Table.Find("conversation");
    private readonly int? turn = Table.Find("turn");
    private readonly int? file = Table.Find("filename");

    /// <summary>Says at once what is missing.</summary>
    /// <exception cref="BadInputException">Neither kind of key is there, or file names match nothing because no turn has media.</exception>
    public TableKey Check()
    {
        if (conversation is not null && turn is not null) return this;
        if (file is null)
            throw new BadInputException("the table has no key: neither the columns conversation and turn, nor filename",
                "add them; a filename must have the stem of the turn's media", Table.Path, 1);
        if (Keys.HasMedia) return this;
        throw new BadInputException("the table is keyed by filename, and no turn of the corpus names its media",
            "use the columns conversation and turn", Table.Path, 1);
    }

    /// <summary>The key of a row.</summary>
    /// <exception cref="BadInputException">It is blank, or the turn is no number.</exception>
    public RowKey Of(CsvRow row)
    {
        if (conversation is { } first && turn is { } second)
        {
            string id = Table.Required(row, first);
            int number = Table.Integer(row, second);
            return new RowKey($"turn {number} of conversation {Spelling.Quoted(id)}", Keys.Find(Split, id, number));
        }
        string stem = TurnKeys.Stem(Table.Required(row, file!.Value));
        return new RowKey(Spelling.Quoted(stem), Keys.FindMedia(Split, stem, Table.Path, row.Line));
    }
}
