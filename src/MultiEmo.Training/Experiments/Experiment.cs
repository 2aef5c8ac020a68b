using MultiEmo.Conversations;

namespace MultiEmo.Training.Experiments;

/// <summary>Trainings that are compared: one recipe with other settings in each cell.</summary>
/// <param name="Name">What it is called, in the title of its tables.</param>
/// <param name="Recipe">A recipe by its name or its file.</param>
/// <param name="Settings">Settings over the recipe in every cell, such as <c>training.epochs=10</c>.</param>
/// <param name="Cells">The trainings, in the order of the table.</param>
public sealed record Experiment(string Name, string Recipe, IReadOnlyList<string> Settings, IReadOnlyList<ExperimentCell> Cells)
{
    /// <summary>The recipe of a cell.</summary>
    /// <exception cref="BadInputException">Unknown recipe, unknown keys or values out of range.</exception>
    public Recipe RecipeOf(ExperimentCell cell) =>
        RecipeReader.Read(Recipe, [.. Settings, .. cell.Settings]) with { Name = cell.Name };

    /// <summary>Reads the recipes of all cells that run, so that a mistake in the last is told before the first is trained.</summary>
    /// <exception cref="BadInputException">As <see cref="RecipeOf"/>; no cell; two cells of one name or folder.</exception>
    public Experiment Checked()
    {
        if (Cells.Count == 0) throw new BadInputException("the experiment has no cell", "give it 'cells' or a 'grid'");
        foreach (var twice in Cells.GroupBy(cell => cell.Folder).Where(group => group.Count() > 1))
            throw new BadInputException($"two cells would lie in one folder, {twice.Key}", "give them names that differ in letters or digits");
        foreach (var cell in Cells.Where(cell => cell.Skipped is null)) _ = RecipeOf(cell);
        return this;
    }
}

/// <summary>One training of an experiment.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Settings">Its settings over the recipe.</param>
public sealed record ExperimentCell(string Name, IReadOnlyList<string> Settings)
{
    /// <summary>What a reader must know of it, a sentence; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Why it is not run, a clause; null: it is.</summary>
    public string? Skipped { get; init; }

    /// <summary>The name of its run folder: letters, digits and single dashes.</summary>
    public string Folder => FolderOf(Name);

    /// <summary>The name of a file or folder of what is called so.</summary>
    public static string FolderOf(string name) => string.Join('-', new string([.. name.ToLowerInvariant().Replace("w/o", "without").Replace("+", " ")
        .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
