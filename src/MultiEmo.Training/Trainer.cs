using MultiEmo.Conversations;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>
/// Trains one seed of a run on training conversations and chooses the epoch on validation conversations. It is given no test split and opens
/// none. A checkpoint after an epoch lets an interrupted training go on to the same bytes.
/// </summary>
/// <param name="recipe">The settings.</param>
/// <param name="device">Where to compute.</param>
/// <param name="clock">Tells how often a checkpoint is worth its time.</param>
public sealed class Trainer(Recipe recipe, Device device, TimeProvider clock)
{
    /// <summary>Trains until the recipe says so, from the folder's checkpoint where there is one.</summary>
    /// <param name="data">What to learn from and choose on.</param>
    /// <param name="folder">Where the checkpoint lies.</param>
    /// <param name="progress">Is told of every batch and epoch.</param>
    /// <param name="stop">Ends the training between two batches; the checkpoint stays.</param>
    /// <returns>The finished training; the caller disposes it.</returns>
    /// <exception cref="BadInputException">A loss that is not a number, or a checkpoint of another recipe.</exception>
    public TrainingState Train(TrainingData data, SeedFolder folder, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var state = TrainingState.Start(recipe, data, folder, device);
        var epoch = new TrainingEpoch(recipe, data.Train, folder.Seed, device);
        var loss = new TotalLoss(recipe.Loss, data.Train.ClassCounts());
        var checkpoints = new CheckpointRhythm(clock);
        foreach (var done in state.History) progress.Report(new(folder.Seed, done.Epoch, recipe.Training.Epochs, 0, 0, done));
        while (!state.Ended)
        {
            double rate = state.Adam.LearningRate;
            var train = epoch.Run(state, loss, progress, stop);
            state.Average?.Swap();
            var validation = ValidationScore.Of(state.Model, data.Validation, loss, recipe.Training.Batch, device, stop);
            state.Close(EpochRow(state, rate, train, validation));
            state.Average?.Swap();
            checkpoints.Save(state.Ended, () => state.Save(folder.Checkpoint));
            progress.Report(new(folder.Seed, state.History.Count, recipe.Training.Epochs, 0, 0, state.History[^1]));
        }
        return state;
    }

    private static EpochReport EpochRow(TrainingState state, double rate, LossSums train, ValidationScore validation) => new(
        state.History.Count + 1, rate, train.Total, train.Swfc, train.SoftHgr, train.CrossEntropy,
        validation.Loss, validation.Metrics.WeightedF1, validation.Metrics.Accuracy,
        state.BestEpoch is null || validation.Metrics.WeightedF1 > state.BestEpoch.SelectionF1);
}
