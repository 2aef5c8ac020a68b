namespace MultiEmo.Conversations.Readers;

/// <summary>The table of one split.</summary>
internal sealed record SplitTable(Split Split, CsvTable Table)
{
    /// <summary>Reads the three tables of a release.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="fileName">A table's file name, with <c>*</c> for the split.</param>
    /// <param name="origin">Where users get them, for the message when one is missing.</param>
    public static IReadOnlyList<SplitTable> ReadAll(string folder, string fileName, string origin)
    {
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", "check the path", folder);
        Split[] splits = [Split.Train, Split.Dev, Split.Test];
        string[] paths = [.. splits.Select(split => Path.Combine(folder, fileName.Replace("*", split.Name())))];
        string[] missing = [.. paths.Where(path => !File.Exists(path)).Select(path => Path.GetFileName(path))];
        if (missing.Length > 0) throw new BadInputException($"missing: {string.Join(", ", missing)}", $"copy it from {origin}", folder);
        return [.. splits.Zip(paths, (split, path) => new SplitTable(split, RequireRows(CsvTable.Read(path))))];
    }

    private static CsvTable RequireRows(CsvTable table) => table.Rows.Count > 0 ? table
        : throw new BadInputException("the split has no row below the header", "copy the file again", table.Path, 1);
}
