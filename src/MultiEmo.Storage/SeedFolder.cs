using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What one seed of a run left: a model and all that was measured of it.</summary>
/// <param name="Path">The folder, <c>seed-N</c>.</param>
/// <param name="Seed">N.</param>
public sealed record SeedFolder(string Path, int Seed)
{
    /// <summary>The weights: model.safetensors.</summary>
    public string Model => In("model.safetensors");

    /// <summary>What the weights need to be a model again: architecture.json.</summary>
    public string Architecture => In("architecture.json");

    /// <summary>The temperature of the probabilities: calibration.json.</summary>
    public string Calibration => In("calibration.json");

    /// <summary>The folder of what was fitted to make features: features.</summary>
    public string Features => In("features");

    /// <summary>An epoch a row: history.csv.</summary>
    public string History => In("history.csv");

    /// <summary>The folder of TensorBoard's files: events.</summary>
    public string Events => In("events");

    /// <summary>Times, machine, versions: environment.json.</summary>
    public string Environment => In("environment.json");

    /// <summary>What the model is and is not for: card.md.</summary>
    public string Card => In("card.md");

    /// <summary>Where an unfinished training goes on: checkpoint.safetensors.</summary>
    public string Checkpoint => In("checkpoint.safetensors");

    /// <summary>Whether the training of this seed was finished.</summary>
    public bool Finished => Missing.Count == 0;

    /// <summary>The files that a finished seed has and this one lacks.</summary>
    public IReadOnlyList<string> Missing
        => [.. new[] { Model, Architecture, Metrics(Split.Dev) }.Where(file => !File.Exists(file)).Select(file => System.IO.Path.GetFileName(file))];

    /// <summary>The metrics of a split, such as metrics-validation.json.</summary>
    public string Metrics(Split split) => In($"metrics-{Name(split)}.json");

    /// <summary>The predictions of a split, such as predictions-test.csv.</summary>
    public string Predictions(Split split) => In($"predictions-{Name(split)}.csv");

    /// <summary>This folder, if its training was finished.</summary>
    /// <exception cref="BadInputException">Files are missing; the message names them.</exception>
    public SeedFolder RequireFinished() => Finished ? this : throw new BadInputException(
        $"the training of seed {Seed} was not finished: {string.Join(", ", Missing)} missing",
        "continue it with 'multiemo train … --resume'", Path);

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static string Name(Split split) => split == Split.Dev ? "validation" : split.Name();
}
