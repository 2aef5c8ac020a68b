using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Tables;

/// <summary>What came of tables: a vector per turn, and what was left over on either side.</summary>
/// <param name="Matrix">A row per turn of the corpus; a turn without a row in the tables is absent.</param>
/// <param name="Fitted">The statistics of the training rows.</param>
/// <param name="Files">The tables read.</param>
/// <param name="Ignored">The number of rows about turns that the corpus does not have.</param>
public sealed record TableFeatures(FeatureMatrix Matrix, FittedTable Fitted, IReadOnlyList<string> Files, int Ignored)
{
    /// <summary>The number of turns without a row.</summary>
    public int Absent => Matrix.Present.Count(present => !present);

    /// <summary>Reads tables of numbers about the turns of a corpus; every statistic and choice is made on the rows of training turns.</summary>
    /// <param name="corpus">All conversations.</param>
    /// <param name="path">
    /// A CSV or TSV file, or a folder with one per split, its split in its name; keyed by <c>conversation</c> and <c>turn</c> or by <c>filename</c>,
    /// whose stem is that of the turn's media.
    /// </param>
    /// <param name="options">How columns become features.</param>
    /// <exception cref="BadInputException">A table cannot be read, or describes no training turn, or one turn twice, or a number is none.</exception>
    public static TableFeatures Read(Corpus corpus, string path, TableOptions? options = null)
    {
        var set = options ?? new TableOptions();
        var files = TableFile.Find(path, corpus.Conversations.Select(conversation => conversation.Split).OfType<Split>().Distinct());
        var keys = new TurnKeys(corpus);
        var rows = TableRows.Read(files, keys);
        var training = Training(rows, corpus, path);
        var columns = TableCells.NumericColumns(training, set);
        var values = rows.Rows.ToDictionary(row => row.Turn, row => TableCells.Values(row, columns, set));
        var fitted = FittedTable.Fit(columns, [.. training.Select(row => values[row.Turn])], set.Clip);
        return new TableFeatures(Vectors(values, fitted, keys.Count), fitted, [.. files.Select(file => file.Path)], rows.Ignored);
    }

    private static TableRow[] Training(TableRows rows, Corpus corpus, string path)
    {
        bool[] isTraining = [.. corpus.Conversations.SelectMany(conversation => conversation.Turns.Select(_ => conversation.Split == Split.Train))];
        TableRow[] training = [.. rows.Rows.Where(row => isTraining[row.Turn]).OrderBy(row => row.Turn)];
        if (training.Length > 0) return training;
        throw new BadInputException(
            $"no row is about a turn of the training split ({rows.Ignored} rows are about turns that the corpus does not have)",
            "compare the key columns with conversations.jsonl", path);
    }

    private static FeatureMatrix Vectors(Dictionary<int, double[]> values, FittedTable fitted, int turns)
    {
        var matrix = new FeatureMatrix(new float[turns * fitted.Width], new bool[turns], fitted.Width);
        foreach (var (turn, row) in values)
        {
            fitted.Transform(row).CopyTo(matrix.Values.AsSpan(turn * fitted.Width));
            matrix.Present[turn] = true;
        }
        return matrix;
    }
}
