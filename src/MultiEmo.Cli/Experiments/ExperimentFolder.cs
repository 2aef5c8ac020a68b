using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Training;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Cli.Experiments;

/// <summary>Where an experiment lies: experiment.json, recipes, a run folder for each cell, and its tables.</summary>
/// <param name="Path">The folder.</param>
internal sealed record ExperimentFolder(string Path)
{
    private const string Name = "experiment.json";

    /// <summary>The recipe of a cell.</summary>
    public string Recipe(ExperimentCell cell) => In("recipes", $"{cell.Folder}.json");

    /// <summary>The run folder of a cell.</summary>
    public string Run(ExperimentCell cell) => In("runs", cell.Folder);

    /// <summary>A table, such as <c>results.md</c>.</summary>
    public string Results(string ending) => In($"results.{ending}");

    /// <summary>Opens the folder for an experiment: a new one, or, to resume, the same one again.</summary>
    /// <exception cref="BadInputException">It holds an experiment already and is not resumed; it holds another one.</exception>
    public static ExperimentFolder Open(string path, ExperimentPlan plan, bool resume)
    {
        var folder = new ExperimentFolder(path);
        if (File.Exists(folder.In(Name)) && !resume)
            throw new BadInputException("holds an experiment already", "choose another folder, or --resume to continue it", path);
        Directory.CreateDirectory(folder.In("recipes"));
        Keep(folder.In(Name), Json.Text(plan) + "\n");
        foreach (var cell in plan.Experiment.Cells.Where(cell => cell.Skipped is null))
            Keep(folder.Recipe(cell), RecipeReader.Text(plan.Experiment.RecipeOf(cell)));
        return folder;
    }

    // What decides the numbers stays what it was, a recipe that is read from a file included.
    private static void Keep(string file, string text)
    {
        if (File.Exists(file) && File.ReadAllText(file) != text)
            throw new BadInputException("was begun as another experiment", "resume it with the same corpus, cells, seeds and settings", file);
        AtomicFile.WriteText(file, text);
    }

    private string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}

/// <summary>An experiment with all that decides its numbers.</summary>
/// <param name="Experiment">The cells.</param>
/// <param name="Corpus">The prepared corpus, as a full path.</param>
/// <param name="Seeds">The seeds of each cell.</param>
/// <param name="Threads">Threads of each training.</param>
internal sealed record ExperimentPlan(Experiment Experiment, string Corpus, IReadOnlyList<int> Seeds, int Threads);
