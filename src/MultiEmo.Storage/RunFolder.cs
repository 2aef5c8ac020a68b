using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>A run: recipe.json and a folder per seed.</summary>
/// <param name="Path">The folder, such as <c>runs/meld</c>.</param>
public sealed record RunFolder(string Path)
{
    private const string RecipeName = "recipe.json";
    private const string SeedPrefix = "seed-";

    /// <summary>The name of a card that tells of the whole run; not every run has one.</summary>
    public const string CardName = "card.md";

    /// <summary>The recipe's file.</summary>
    public string Recipe => System.IO.Path.Combine(Path, RecipeName);

    /// <summary>What tells of the whole run, where somebody wrote it.</summary>
    public string Card => System.IO.Path.Combine(Path, CardName);

    /// <summary>The seeds that have a folder, in ascending order.</summary>
    public IReadOnlyList<int> Seeds => [.. SeedsIn(Path)];

    /// <summary>The folder of a seed, whether or not it is there.</summary>
    public SeedFolder Seed(int seed) => new(System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{SeedPrefix}{seed}")), seed);

    /// <summary>Whether a folder holds a run, or a part of one.</summary>
    public static bool Holds(string path) => File.Exists(System.IO.Path.Combine(path, RecipeName)) || SeedsIn(path).Any();

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">Where.</param>
    /// <param name="force">Whether a run that is there already may be deleted.</param>
    /// <exception cref="BadInputException">The folder holds a run (unless forced) or a corpus.</exception>
    public static RunFolder Create(string path, bool force)
    {
        if (Holds(path) && !force)
            throw new BadInputException("holds a run already", "choose another folder, --resume to continue it, or --force to replace it", path);
        if (CorpusFolder.Holds(path))
            throw new BadInputException("holds a prepared corpus, which a run must not mix with", "choose another folder", path);
        return Made(path, run =>
        {
            File.Delete(run.Recipe);
            foreach (int seed in run.Seeds) Directory.Delete(run.Seed(seed).Path, recursive: true);
        });
    }

    /// <summary>The folder of a run to continue; an empty one is made where there is none yet.</summary>
    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    public static RunFolder Resume(string path) => Made(path, _ => { });

    /// <summary>Opens a run that is there.</summary>
    /// <exception cref="BadInputException">There is none; the message tells what is missing and what may be meant.</exception>
    public static RunFolder Open(string path)
    {
        if (!Directory.Exists(path)) throw new BadInputException("there is no such folder", Siblings(path), path);
        if (!File.Exists(System.IO.Path.Combine(path, RecipeName)))
            throw new BadInputException($"is no run: {RecipeName} is missing", Nearby(path), path);
        if (!SeedsIn(path).Any())
            throw new BadInputException($"is a run without any seed: no folder {SeedPrefix}1 or the like", "train it first", path);
        return new RunFolder(path);
    }

    private static RunFolder Made(string path, Action<RunFolder> prepare)
    {
        try
        {
            Directory.CreateDirectory(path);
            var run = new RunFolder(path);
            prepare(run);
            return run;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be prepared for a run ({fault.Message.TrimEnd('.')})",
                "check the path and the permission to write there", path, inner: fault);
        }
    }

    private static IEnumerable<int> SeedsIn(string path)
    {
        if (!Directory.Exists(path)) return [];
        return Directory.EnumerateDirectories(path, SeedPrefix + "*")
            .Select(folder => SeedOf(System.IO.Path.GetFileName(folder))).OfType<int>().Order();
    }

    private static int? SeedOf(string name)
    {
        if (!name.StartsWith(SeedPrefix, StringComparison.Ordinal)) return null;
        string digits = name[SeedPrefix.Length..];
        bool number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int seed);
        return number && (digits.Length == 1 || digits[0] != '0') ? seed : null;
    }

    private static string Siblings(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string? parent = System.IO.Path.GetDirectoryName(full);
        string[] runs = parent is not null && Directory.Exists(parent) ? [.. Directory.EnumerateDirectories(parent).Where(Holds)] : [];
        string? near = Spelling.Nearest(System.IO.Path.GetFileName(full), runs.Select(run => System.IO.Path.GetFileName(run)));
        return near is null
            ? "check the path, or train first"
            : $"did you mean '{System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", near)}'?";
    }

    private static string Nearby(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        string name = System.IO.Path.GetFileName(full);
        if (SeedOf(name) is { } seed) return $"did you mean '{System.IO.Path.GetDirectoryName(full)}' with --seed {seed}?";
        if (CorpusFolder.Holds(path)) return "it is a prepared corpus: name the folder that 'train' wrote";
        string? inside = Directory.EnumerateDirectories(path).Where(Holds).Order(StringComparer.Ordinal).FirstOrDefault();
        return inside is null ? "name the folder that 'train' wrote" : $"did you mean '{inside}'?";
    }
}
