using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli;

/// <summary>A run that has at least one finished seed.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Recipe">What decided it.</param>
/// <param name="Finished">Its finished seeds, in order.</param>
/// <param name="Unfinished">The other seeds.</param>
/// <param name="Data">What the first of them was trained on.</param>
internal sealed record TrainedRun(RunFolder Folder, Recipe Recipe, IReadOnlyList<SeedFolder> Finished, IReadOnlyList<int> Unfinished, RunData Data)
{
    /// <summary>What the epoch was picked on.</summary>
    public Selection Selection => Recipe.Protocol == Protocol.Released ? Selection.Test : Selection.Validation;

    /// <summary>The features by modality: <c>text tfidf, audio prosody</c>.</summary>
    public string Features => FeaturesOf(Data);

    /// <summary>The folder of the corpus that it was trained on, whether or not it is still there; null when the run does not say.</summary>
    public string? Corpus => File.Exists(Finished[0].Environment) ? TrainingEnvironment.Read(Finished[0]).Corpus : null;

    /// <summary>Opens a run.</summary>
    /// <exception cref="BadInputException">It is none, or no seed is finished.</exception>
    public static TrainedRun Open(string path)
    {
        var run = RunFolder.Open(StarterModel.Find(path));
        SeedFolder[] seeds = [.. run.Seeds.Select(run.Seed)], finished = [.. seeds.Where(seed => seed.Finished)];
        if (finished.Length == 0) _ = seeds[0].RequireFinished();
        int[] unfinished = [.. seeds.Except(finished).Select(seed => seed.Seed)];
        return new TrainedRun(run, RecipeReader.Read(run), finished, unfinished, RunData.Read(finished[0]));
    }

    /// <summary>The features by modality: <c>text tfidf, audio prosody</c>.</summary>
    public static string FeaturesOf(RunData data) => string.Join(", ", data.Features.Select(entry => $"{entry.Modality.Name()} {entry.Name}"));

    /// <summary><see cref="Corpus"/>, if it is there.</summary>
    /// <exception cref="BadInputException">The run does not say it, or the corpus is not there any more.</exception>
    public string CorpusFolder()
    {
        const string Remedy = "name it with --corpus FOLDER";
        string corpus = Corpus
            ?? throw new BadInputException("the run does not say where the corpus lies that it was trained on", Remedy, Folder.Path);
        if (Directory.Exists(corpus)) return corpus;
        throw new BadInputException("the corpus that the run was trained on is not there any more", Remedy, corpus);
    }

    /// <summary>The metrics of a split that were kept, over the finished seeds; null when a seed has none.</summary>
    public SeedSummary? Kept(Split split)
    {
        if (!Finished.All(seed => File.Exists(seed.Metrics(split)))) return null;
        return new SeedSummary([.. Finished.Select(seed => seed.Seed)], [.. Finished.Select(seed => Read(seed.Metrics(split)))]);
    }

    /// <summary>The epoch that a seed kept; null when it is not said.</summary>
    public static int? Epoch(SeedFolder seed) => (int?)JsonNode.Parse(File.ReadAllText(seed.Metrics(Split.Dev)))?["epoch"];

    private static Metrics Read(string path) => MetricsJson.Read(File.ReadAllText(path), path);
}
