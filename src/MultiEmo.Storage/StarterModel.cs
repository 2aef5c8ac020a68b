using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>
/// The model that ships with the program, so that a transcript gets emotions before anything was trained: a run folder like any other, of words
/// alone, trained on single comments. Its card says how far it reaches.
/// </summary>
public static class StarterModel
{
    /// <summary>What it is called where the folder of a run is asked for.</summary>
    public const string Name = "starter";

    /// <summary>What it is, a clause.</summary>
    public const string Description = "the starter model, trained on single English comments from Reddit: words alone, no voice, no face, no context";

    /// <summary>Its run folder, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Starter");

    /// <summary>Its card, Markdown.</summary>
    public static string Card => Path.Combine(Folder, RunFolder.CardName);

    /// <summary>
    /// The folder that is meant: <see cref="Folder"/> for <see cref="Name"/>, unless there is a folder of that name; else the path itself.
    /// </summary>
    /// <exception cref="BadInputException">The starter is meant, and the program lacks it.</exception>
    public static string Find(string path) => path == Name && !Directory.Exists(path) ? Require() : path;

    /// <summary><see cref="Folder"/>, if the model is there.</summary>
    /// <exception cref="BadInputException">The program lacks it.</exception>
    public static string Require()
    {
        if (RunFolder.Holds(Folder)) return Folder;
        const string Remedy = "install the program again, or name a run of your own";
        throw new BadInputException("the starter model is missing beside the program", Remedy, Folder);
    }

    /// <summary>Whether a run folder is the starter's.</summary>
    public static bool Is(RunFolder run) => Path.GetFullPath(run.Path) == Path.GetFullPath(Folder);
}
