using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>Trains the seeds of a run, one after the other, and leaves a run folder.</summary>
/// <param name="corpusFolder">A prepared corpus.</param>
/// <param name="recipe">The settings.</param>
/// <param name="run">Where the run goes; seeds that are finished there are left as they are.</param>
/// <param name="device">Where to compute.</param>
/// <param name="clock">The time, for environment.json alone.</param>
public sealed class RunTrainer(string corpusFolder, Recipe recipe, RunFolder run, Device device, TimeProvider clock)
{
    private readonly Recipe recipe = recipe.Protocol == Protocol.Released ? ReleasedTrainer.Adapt(recipe) : recipe;

    /// <summary>Trains what is not yet trained.</summary>
    /// <param name="seeds">The seeds of the run.</param>
    /// <param name="progress">Is told of every batch and epoch.</param>
    /// <param name="stop">Ends the training between two batches; what is there can be resumed.</param>
    /// <exception cref="BadInputException">Data or settings that cannot be used.</exception>
    public void Train(IReadOnlyList<int> seeds, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var corpus = PreparedCorpus.LoadForTraining(corpusFolder);
        _ = FeatureSelection.Of(corpus.Features, recipe);
        WriteRecipe();
        foreach (int seed in seeds)
        {
            var folder = run.Seed(seed);
            if (folder.Finished && !File.Exists(folder.Checkpoint)) continue;
            TrainSeed(corpus, folder, progress, stop);
        }
    }

    // A run that is resumed keeps its recipe; another one would mix two trainings.
    private void WriteRecipe()
    {
        if (File.Exists(run.Recipe) && File.ReadAllText(run.Recipe) != RecipeReader.Text(recipe))
            throw new BadInputException(
                "the run was begun with other settings", "resume it with the same --recipe and --set, or choose another --output", run.Recipe);
        AtomicFile.WriteText(run.Recipe, RecipeReader.Text(recipe));
    }

    private void TrainSeed(PreparedCorpus corpus, SeedFolder folder, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Path);
        var begun = clock.GetUtcNow();
        var data = TrainingData.Of(corpus, recipe, folder.Seed);
        var about = RunData.Of(corpus, data.Features);
        RequireSameCorpus(about, folder);
        about.Write(corpus, folder);
        using var events = new EventLog(folder.Events, progress);
        using var state = recipe.Protocol == Protocol.Released
            ? new ReleasedTrainer(recipe, device, clock).Train(data, Test(data.Features), folder, events, stop)
            : new Trainer(recipe, device, clock).Train(data, folder, events, stop);
        var outputs = new SeedOutputs(recipe, data, folder, device);
        outputs.Write(state, about, TrainingEnvironment.Of(corpusFolder, device, begun, clock.GetUtcNow()));
    }

    private void RequireSameCorpus(RunData about, SeedFolder folder)
    {
        if (!RunData.Exists(folder) || RunData.Read(folder).Conversations == about.Conversations) return;
        throw new BadInputException(
            $"seed {folder.Seed} was begun on other conversations than those of {corpusFolder}",
            "resume it with its own corpus, or start anew with --force", run.Path);
    }

    // The one place that opens the test split while training, for the one protocol that is named so.
    private ConversationDataset Test(IReadOnlyList<FeatureEntry> features)
    {
        var corpus = PreparedCorpus.LoadSplits(corpusFolder, Split.Test);
        if (corpus.Corpus.Conversations.Count == 0)
            throw new BadInputException(
                "the released protocol picks its epoch on the test split, and there is none", "use the protocol validation", corpusFolder);
        return FeatureSelection.Dataset(corpus, features);
    }
}
