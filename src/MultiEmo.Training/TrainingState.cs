using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>A training between two epochs: all that an interrupted run needs to go on as if it had not been.</summary>
public sealed class TrainingState : IDisposable
{
    private const string Key = "state";

    private readonly Recipe recipe;
    private IReadOnlyList<KeyValuePair<string, StoredTensor>> best = [];

    /// <summary>A training at its beginning.</summary>
    /// <param name="model">The model to train.</param>
    /// <param name="recipe">The settings.</param>
    public TrainingState(nn.Module<ConversationBatch, Scores> model, Recipe recipe)
    {
        (Model, this.recipe) = (model, recipe);
        var settings = recipe.Training;
        Adam = new Adam(model.named_parameters(), settings.LearningRate, settings.WeightDecay);
        Schedule = new PlateauSchedule(settings.PlateauFactor, settings.PlateauPatience);
        Average = settings.Average > 0 ? new MovingAverage(model, settings.Average) : null;
    }

    /// <summary>A training of a seed: from its folder's checkpoint where there is one, else from the beginning.</summary>
    /// <param name="recipe">The settings.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="folder">The seed, and where its checkpoint lies.</param>
    /// <param name="device">Where to compute.</param>
    public static TrainingState Start(Recipe recipe, TrainingData data, SeedFolder folder, Device device)
    {
        Seeds.Start(folder.Seed);
        var architecture = data.Architecture(recipe);
        var state = new TrainingState(Network.Create(architecture, recipe.Model.Dropout).to(device), recipe);
        if (File.Exists(folder.Checkpoint)) state.Load(folder.Checkpoint);
        return state;
    }

    /// <summary>The model in training.</summary>
    public nn.Module<ConversationBatch, Scores> Model { get; }

    /// <summary>The optimizer.</summary>
    public Adam Adam { get; }

    /// <summary>The learning-rate schedule.</summary>
    public PlateauSchedule Schedule { get; }

    /// <summary>The moving average of the weights; null when none is kept.</summary>
    public MovingAverage? Average { get; }

    /// <summary>The epochs that are done.</summary>
    public IReadOnlyList<EpochReport> History { get; private set; } = [];

    /// <summary>The parameters of the best epoch.</summary>
    public IReadOnlyList<KeyValuePair<string, StoredTensor>> Best => best;

    /// <summary>The best epoch so far; null before the first.</summary>
    public EpochReport? BestEpoch => History.LastOrDefault(epoch => epoch.Best);

    /// <summary>Whether training has ended: all epochs done, or no better score for as long as the recipe bears.</summary>
    public bool Ended =>
        History.Count >= recipe.Training.Epochs ||
        (recipe.Training.Patience > 0 && BestEpoch is { } epoch && History.Count - epoch.Epoch >= recipe.Training.Patience);

    /// <summary>Closes an epoch: keeps the parameters if it is the best, and lowers the learning rate if it is time.</summary>
    /// <param name="epoch">What the epoch brought.</param>
    public void Close(EpochReport epoch)
    {
        History = [.. History, epoch];
        if (epoch.Best) best = Checkpoint.Read(Model);
        Adam.LearningRate = Schedule.Next(epoch.ValidationLoss, Adam.LearningRate);
    }

    /// <summary>Writes the state as one file, whole or not at all.</summary>
    public void Save(string path)
    {
        var numbers = new Numbers(History, Adam.LearningRate, double.IsInfinity(Schedule.Best) ? null : Schedule.Best, Schedule.BadEpochs);
        Safetensors.Write(path, [
            .. StateFile.Named("model", Checkpoint.Read(Model)), .. StateFile.Named("best", best), .. Adam.State(), .. Average?.State() ?? [],
        ], new Dictionary<string, string> { [Key] = Json.Text(numbers), ["recipe"] = RecipeReader.Text(recipe) });
    }

    /// <summary>Takes up a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="BadInputException">The file is broken, or of another recipe.</exception>
    public void Load(string path)
    {
        var file = Safetensors.Read(path);
        if (file.Metadata.GetValueOrDefault("recipe") != RecipeReader.Text(recipe))
            throw new BadInputException("the checkpoint is of another recipe", "resume with the recipe of the run, or start anew with --force", path);
        var numbers = StateFile.Numbers<Numbers>(file, Key);
        Checkpoint.Write(Model, StateFile.Under("model", file.Tensors), path);
        best = [.. Model.named_parameters().Select(pair => KeyValuePair.Create(pair.name, file.Require($"best/{pair.name}")))];
        Adam.Restore(file);
        Adam.LearningRate = numbers.LearningRate;
        Average?.Restore(file);
        (Schedule.Best, Schedule.BadEpochs) = (numbers.LowestLoss ?? double.PositiveInfinity, numbers.BadEpochs);
        History = numbers.History;
    }

    /// <summary>Puts the parameters of the best epoch into the model.</summary>
    public void RestoreBest() => Checkpoint.Write(Model, best.ToDictionary(pair => pair.Key, pair => pair.Value), "the best epoch");

    /// <summary>Frees the model and the optimizer's tensors.</summary>
    public void Dispose()
    {
        Model.Dispose();
        Adam.Dispose();
        Average?.Dispose();
    }

    private sealed record Numbers(IReadOnlyList<EpochReport> History, double LearningRate, double? LowestLoss, int BadEpochs);
}
