using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
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

    /// <summary>Whether a folder holds an experiment.</summary>
    public static bool Holds(string path) => File.Exists(System.IO.Path.Combine(path, Name));

    /// <summary>The experiment that lies here.</summary>
    /// <exception cref="BadInputException">Its file is missing or broken.</exception>
    public ExperimentPlan Plan() => Json.Read<ExperimentPlan>(In(Name));

    /// <summary>Opens the folder for an experiment: a new one, or, to resume, the same one again.</summary>
    /// <exception cref="BadInputException">It holds an experiment already and is not resumed; it holds another one.</exception>
    public static ExperimentFolder Open(string path, ExperimentPlan plan, bool resume)
    {
        var folder = new ExperimentFolder(path);
        if (Holds(path) && !resume)
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
internal sealed record ExperimentPlan(Experiment Experiment, string Corpus, IReadOnlyList<int> Seeds, int Threads)
{
    /// <summary>
    /// The cells that have scores, first the one that the others are held against: MultiEMO, or the one of most modalities, which is the last.
    /// </summary>
    public IReadOnlyList<ExperimentCell> Scored(ExperimentFolder folder)
    {
        ExperimentCell[] cells = [.. Experiment.Cells.Where(cell => cell.Skipped is null && Kept(folder, cell) is not null)];
        return Experiment.Name == PaperExperiments.ModalitiesName && cells.Length > 0 ? [cells[^1], .. cells[..^1]] : cells;
    }

    /// <summary>The scores of a cell whose seeds are all trained and evaluated; null of any other.</summary>
    public SeedSummary? Kept(ExperimentFolder folder, ExperimentCell cell)
    {
        var run = new RunFolder(folder.Run(cell));
        SeedFolder[] seeds = [.. Seeds.Select(run.Seed)];
        if (!seeds.All(seed => seed.Finished && File.Exists(seed.Metrics(Split.Test)))) return null;
        string[] files = [.. seeds.Select(seed => seed.Metrics(Split.Test))];
        return new SeedSummary(Seeds, [.. files.Select(file => MetricsJson.Read(File.ReadAllText(file), file))]);
    }

    /// <summary>The paper's table of this experiment on a corpus; null where it has none.</summary>
    public PublishedTable? Published(string corpus) => Experiment.Name switch
    {
        PaperExperiments.AblationsName => PublishedResults.All.FirstOrDefault(table => table.Corpus == corpus),
        PaperExperiments.ModalitiesName => PublishedResults.OfModalities.FirstOrDefault(table => table.Corpus == corpus),
        _ => null,
    };
}
