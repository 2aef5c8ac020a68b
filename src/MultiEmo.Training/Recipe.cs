using MultiEmo.Models.Losses;

namespace MultiEmo.Training;

/// <summary>How the epoch that a run keeps is chosen.</summary>
public enum Protocol
{
    /// <summary>The best weighted F1 on the validation split; the trainer never opens the test split.</summary>
    Validation,

    /// <summary>
    /// The released program's way, to reproduce its numbers: no padding mask, zeros for missing faces, the best epoch picked on the test split.
    /// </summary>
    Released,
}

/// <summary>
/// Everything that decides a run but the corpus and the seed: the same record is the recipe file, the <c>--set key=value</c> of the command line
/// and the copy in the run folder. Defaults are the paper's settings for MELD.
/// </summary>
public sealed record Recipe
{
    /// <summary>The recipe's name, shown in every table.</summary>
    public string Name { get; init; } = "custom";

    /// <summary>What the recipe is for, and how its settings were chosen.</summary>
    public string Description { get; init; } = "";

    /// <summary>How the epoch to keep is chosen.</summary>
    public Protocol Protocol { get; init; } = Protocol.Validation;

    /// <summary>Which feature file each modality uses.</summary>
    public FeatureChoice Features { get; init; } = new();

    /// <summary>The network.</summary>
    public ModelSettings Model { get; init; } = new();

    /// <summary>The losses.</summary>
    public LossSettings Loss { get; init; } = new();

    /// <summary>Optimisation, selection and regularisation.</summary>
    public TrainingSettings Training { get; init; } = new();
}
