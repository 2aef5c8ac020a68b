namespace MultiEmo.Evaluation.Results;

/// <summary>What a run folder says that a page of results shows.</summary>
/// <param name="Name">The row's name, as a rule the recipe's.</param>
/// <param name="Corpus">The corpus' name, as in its corpus.json.</param>
/// <param name="Split">The split that was scored, such as <c>test</c>.</param>
/// <param name="Summary">The metrics of all seeds.</param>
public sealed record RunResult(string Name, string Corpus, string Split, SeedSummary Summary)
{
    /// <summary>The features by modality: <c>text tfidf, audio prosody</c>.</summary>
    public string Features { get; init; } = "";

    /// <summary>How its epoch was picked.</summary>
    public Selection Selection { get; init; } = Selection.Validation;

    /// <summary>Sentences that belong beside the number, such as that the corpus is synthetic or what its features were fitted on.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where the number comes from: run folder, commit or version, machine.</summary>
    public string Origin { get; init; } = "";
}

/// <summary>What a run's epoch and settings were picked on.</summary>
public enum Selection
{
    /// <summary>On the validation split: the score on the test split is an estimate for new data.</summary>
    Validation,

    /// <summary>On the test split, as the released script does: the score is too high for such an estimate, and says so wherever shown.</summary>
    Test,

    /// <summary>Nothing was picked.</summary>
    None,
}

/// <summary>The words for <see cref="Selection"/>.</summary>
public static class Selections
{
    /// <summary>What stands beside every number of a run that was picked on the test split.</summary>
    public const string PickedOnTest = "picked on the test set";

    /// <summary>A phrase for a table.</summary>
    public static string Phrase(this Selection selection) => selection switch
    {
        Selection.Validation => "picked on validation",
        Selection.Test => PickedOnTest,
        _ => "nothing picked",
    };
}
