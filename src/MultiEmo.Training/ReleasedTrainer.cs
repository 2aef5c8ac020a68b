using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>
/// The released program's way of training, to reproduce its numbers and for nothing else: no padding mask, its losses, zeros for missing
/// faces, 5 % of the training conversations (or the dev split, where there is one) for the learning rate only, and the epoch with the best
/// weighted F1 <b>on the test split</b> (the later one of equals). Whatever shows such a number says "picked on the test set".
/// </summary>
/// <param name="recipe">The settings; see <see cref="Adapt"/>.</param>
/// <param name="device">Where to compute.</param>
/// <param name="clock">Tells how often a checkpoint is worth its time.</param>
public sealed class ReleasedTrainer(Recipe recipe, Device device, TimeProvider clock)
{
    /// <summary>A recipe as the released program would run it.</summary>
    public static Recipe Adapt(Recipe recipe) => recipe with
    {
        Protocol = Protocol.Released,
        Model = recipe.Model with { Mask = false },
        Loss = recipe.Loss with { Form = LossForm.Released },
        Training = recipe.Training with { ValidationShare = 0.05, Patience = 0, Withhold = 0, Average = 0 },
    };

    /// <summary>Trains all epochs and keeps the one that is best on the test split.</summary>
    /// <param name="data">Training conversations, 5 % of them cut off for the learning rate.</param>
    /// <param name="test">The test split.</param>
    /// <param name="folder">Where the checkpoint lies.</param>
    /// <param name="progress">Is told of every batch and epoch.</param>
    /// <param name="stop">Ends the training between two batches; the checkpoint stays.</param>
    /// <returns>The finished training; the caller disposes it.</returns>
    public TrainingState Train(
        TrainingData data, ConversationDataset test, SeedFolder folder, IProgress<TrainingProgress> progress, CancellationToken stop)
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
            var validation = ValidationScore.Of(state.Model, data.Validation, loss, recipe.Training.Batch, device, stop);
            var chosen = ValidationScore.Of(state.Model, test, loss, recipe.Training.Batch, device, stop).Metrics;
            bool best = state.BestEpoch is null || chosen.WeightedF1 >= state.BestEpoch.SelectionF1;
            state.Close(new EpochReport(state.History.Count + 1, rate, train.Total, train.Swfc, train.SoftHgr, train.CrossEntropy,
                Math.Round(validation.Loss, 4), chosen.WeightedF1, chosen.Accuracy, best));
            checkpoints.Save(state.Ended, () => state.Save(folder.Checkpoint));
            progress.Report(new(folder.Seed, state.History.Count, recipe.Training.Epochs, 0, 0, state.History[^1]));
        }
        return state;
    }
}
