using MultiEmo.Conversations;

namespace MultiEmo.Features.Tables;

/// <summary>A table and the split whose turns it describes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Split">From the file's name, in a folder with a file per split; null: all turns.</param>
internal sealed record TableFile(string Path, Split? Split)
{
    /// <summary>The file itself, or the tables of a folder in the order of their names.</summary>
    /// <param name="path">A table, or a folder with a table per split.</param>
    /// <param name="needed">The splits that the corpus has.</param>
    /// <exception cref="BadInputException">There is no such file, a name tells no split, or a split has no file.</exception>
    public static IReadOnlyList<TableFile> Find(string path, IEnumerable<Split> needed)
    {
        if (File.Exists(path)) return [new TableFile(path, null)];
        if (!Directory.Exists(path))
            throw new BadInputException("there is no such file or folder", "name a CSV file, or a folder with one per split", path);
        TableFile[] files = [.. Tables(path).Select(file => new TableFile(file, SplitOf(file)))];
        foreach (var split in needed)
            if (!files.Any(file => file.Split == split))
                throw Missing(split.Name(), path);
        return files;
    }

    private static BadInputException Missing(string split, string folder)
        => new($"no table for the split {split} is in the folder", $"add a file with '{split}' in its name", folder);

    private static IEnumerable<string> Tables(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsTable).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the folder cannot be read ({fault.Message.TrimEnd('.')})", "check its permissions", folder, inner: fault);
        }
    }

    private static bool IsTable(string file) => System.IO.Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".tsv";

    private static Split SplitOf(string file)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(file);
        string[] words = string.Concat(name.Select(letter => char.IsLetter(letter) ? letter : ' ')).Split(' ');
        Split[] splits = [.. words.Select(Splits.Parse).OfType<Split>().Distinct()];
        if (splits.Length == 1) return splits[0];
        string problem = splits.Length == 0 ? "its name tells no split" : $"its name tells {splits.Length} splits";
        throw new BadInputException(problem, "put one of train, dev or test into the name, or name this file instead of its folder", file);
    }
}
