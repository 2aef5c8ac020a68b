using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>The files of one kind in a folder and all that is within it, hidden ones left out.</summary>
internal sealed class MediaTree
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };
    private readonly string folder;
    private readonly MediaKind kind;
    private readonly ILookup<string, string> stems;
    private readonly ILookup<string, string> places;

    /// <summary>Lists the files.</summary>
    /// <exception cref="BadInputException">There is no such folder, or it has none of the kind.</exception>
    public MediaTree(string folder, MediaKind kind)
    {
        (this.folder, this.kind) = (folder, kind);
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", $"give the folder of the turns' {kind.Name}s", folder);
        string[] files = [.. Directory.EnumerateFiles(folder, "*", Everywhere).Where(kind.Has).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new BadInputException($"the folder has no file with {kind.Name}", $"give a folder of files such as {Some(kind)}", folder);
        stems = files.ToLookup(file => Path.GetFileNameWithoutExtension(file));
        places = files.ToLookup(file => PlaceOf(Path.GetRelativePath(folder, file)));
    }

    /// <summary>The file of a turn's media: at its own place, in the folder of its split, or by its name anywhere.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="BadInputException">Several files have its name and nothing tells which it is.</exception>
    public string? Find(string media, Split? split) =>
        At(media, media)
        ?? (split is { } one ? At(Path.Combine(one.Name(), media), media) : null)
        ?? Named(Path.GetFileNameWithoutExtension(media), media, split);

    /// <summary>The file of a name, whatever its ending, anywhere.</summary>
    /// <param name="stem">The name without ending.</param>
    /// <param name="media">What the turn calls it.</param>
    /// <param name="split">The turn's split.</param>
    public string? Named(string stem, string media, Split? split)
    {
        string[] found = [.. stems[stem]];
        if (Folders(found) > 1 && split is { } one) found = [.. found.Where(path => IsOf(one, path))];
        if (Folders(found) <= 1) return Best(found, media);
        string remedy = "give a folder that holds one of each name, or one folder per split";
        throw new BadInputException($"several files are called {Spelling.Quoted(stem)}", remedy, folder);
    }

    private string? At(string place, string media) => Best(places[PlaceOf(Path.GetRelativePath(folder, Path.Combine(folder, place)))], media);

    // Of files that differ by their endings alone: WAV needs no decoder, then what the turn says, then the order of the kind.
    private string? Best(IEnumerable<string> files, string media) => files.OrderBy(file => Rank(file, media)).FirstOrDefault();

    private int Rank(string file, string media)
    {
        if (MediaKind.IsWave(file)) return -2;
        return Path.GetExtension(file).Equals(Path.GetExtension(media), StringComparison.OrdinalIgnoreCase) ? -1 : kind.Rank(file);
    }

    private static int Folders(string[] files) => files.Select(Path.GetDirectoryName).Distinct().Count();

    private static string PlaceOf(string path) => Path.ChangeExtension(path, null);

    private static string Some(MediaKind kind) => string.Join(", ", kind.Endings.Take(3));

    // The folders of MELD's release have the split among the words of their names.
    private bool IsOf(Split split, string path) => Path.GetDirectoryName(Path.GetRelativePath(folder, path))!
        .Split('_', '-', '.', ' ', Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
        .Contains(split.Name(), StringComparer.OrdinalIgnoreCase);
}
