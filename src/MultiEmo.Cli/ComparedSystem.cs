using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli;

/// <summary>A system whose predictions of a test split lie on the disk; nothing is scored anew.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Run">The run; null when it is a file of predictions.</param>
internal sealed record ComparedSystem(string Path, TrainedRun? Run)
{
    /// <summary>Whether its epoch was picked on the test split.</summary>
    public bool PickedOnTest => Run?.Selection == Selection.Test;

    /// <summary>Opens a run folder or a file.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static ComparedSystem Open(string path)
    {
        bool table = File.Exists(path) || System.IO.Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";
        return new ComparedSystem(path, table ? null : TrainedRun.Open(path));
    }

    /// <summary>The labels of all systems.</summary>
    /// <param name="systems">The systems.</param>
    /// <param name="given">What the user named; null: what the runs have.</param>
    /// <exception cref="BadInputException">Nobody names labels, or they differ.</exception>
    public static EmotionSet Emotions(IReadOnlyList<ComparedSystem> systems, EmotionSet? given)
    {
        ComparedSystem[] runs = [.. systems.Where(system => system.Run is not null)];
        var emotions = given ?? runs.FirstOrDefault()?.Run!.Data.Emotions
            ?? throw new BadInputException("files of predictions do not say which labels there are", "name them with --labels", systems[0].Path);
        string whose = given is null ? runs[0].Path : "--labels";
        foreach (var run in runs)
        {
            var own = run.Run!.Data.Emotions;
            if (own.Count == emotions.Count && own.Labels.All(label => emotions.IndexOf(label) >= 0)) continue;
            string problem = $"the run has the labels {string.Join(", ", own.Labels)}, but {whose} has {string.Join(", ", emotions.Labels)}";
            throw new BadInputException(problem, "compare systems with the same labels", run.Path);
        }
        return emotions;
    }

    /// <summary>Holds systems against each other.</summary>
    /// <param name="systems">The systems, the reference first.</param>
    /// <param name="tables">What each predicted, under the name that it has in the comparison.</param>
    /// <param name="emotions">The labels of all.</param>
    /// <param name="pairs">Pairs of emotions whose confusion is told; null: the usual ones that the labels have.</param>
    /// <param name="settings">How to resample; null: the defaults.</param>
    /// <param name="allPairs">Each with each; else all with the first.</param>
    /// <exception cref="BadInputException">They did not predict the same utterances.</exception>
    public static Comparison Compare(
        IReadOnlyList<ComparedSystem> systems, IReadOnlyList<SystemTables> tables, EmotionSet emotions, IReadOnlyList<EmotionPair>? pairs,
        BootstrapSettings? settings = null, bool allPairs = false) =>
        Comparison.Of(AlignedSystems.Of(emotions, tables), settings ?? new BootstrapSettings(), allPairs) with
        {
            Emotions = pairs ?? EmotionPair.In(emotions),
            PickedOnTest = [.. systems.Zip(tables).Where(system => system.First.PickedOnTest).Select(system => system.Second.Name).Distinct()],
        };

    /// <summary>Reads the predictions of each seed.</summary>
    /// <param name="emotions">The labels.</param>
    /// <param name="name">What the system is called.</param>
    /// <exception cref="BadInputException">A seed has none, or a file is broken.</exception>
    public SystemTables Read(EmotionSet emotions, string name)
    {
        if (Run is null) return new(name, [PredictionTable.Read(Path, emotions)]);
        string[] files = [.. Run.Finished.Select(seed => seed.Predictions(Split.Test))];
        if (files.FirstOrDefault(file => !File.Exists(file)) is not { } missing)
            return new(name, [.. files.Select(file => PredictionTable.Read(file, emotions))]);
        string remedy = $"score them with 'multiemo evaluate {Quoting.Word(Path)}'";
        throw new BadInputException("the run has seeds without predictions of the test split", remedy, missing);
    }
}
