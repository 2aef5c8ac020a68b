using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>One pass over the training conversations, in an order that the seed and the epoch's number fix.</summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">Training conversations.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="device">Where to compute.</param>
public sealed class TrainingEpoch(Recipe recipe, ConversationDataset data, int seed, Device device)
{
    private readonly BatchBuilder builder = new(data);

    /// <summary>Trains on every conversation once.</summary>
    /// <returns>The losses, summed over the batches.</returns>
    /// <exception cref="BadInputException">A loss that is not a number; names epoch, batch and conversations.</exception>
    public LossSums Run(TrainingState state, TotalLoss loss, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        int epoch = state.History.Count;
        var chance = Seeds.Epoch(seed, epoch);
        int[] order = [.. Enumerable.Range(0, data.Count)];
        chance.Shuffle(order);
        int[][] batches = [.. order.Chunk(recipe.Training.Batch)];
        var sums = new LossSums();
        state.Model.train();
        for (int i = 0; i < batches.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (!Step(state, loss, batches[i], chance, sums)) throw Divergence.At($"epoch {epoch + 1}, batch {i + 1}", data, batches[i]);
            progress.Report(new(seed, epoch + 1, recipe.Training.Epochs, i + 1, batches.Length));
        }
        return sums;
    }

    private bool Step(TrainingState state, TotalLoss loss, int[] conversations, Random chance, LossSums sums)
    {
        using var scope = NewDisposeScope();
        var batch = builder.Build(conversations).To(device, ScalarType.Float32);
        if (recipe.Training.Withhold > 0) batch = Withholding.Apply(batch, recipe.Training.Withhold, chance);
        state.Adam.ZeroGradients();
        if (loss.Of(state.Model.call(batch), batch.Labels) is not { } terms) return true;
        if (!sums.Add(terms)) return false;
        terms.Total.backward();
        if (recipe.Training.Clip > 0) state.Adam.Clip(recipe.Training.Clip);
        state.Adam.Step();
        state.Average?.Step();
        return true;
    }
}
