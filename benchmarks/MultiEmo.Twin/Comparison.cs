using MultiEmo.Cli.Benchmarking;
using MultiEmo.Models;
using MultiEmo.Training;

namespace MultiEmo.Twin;

/// <summary>The twin and the product, turn by turn on the same batches in one process.</summary>
/// <param name="workload">What is trained.</param>
/// <param name="settings">What is particular to the shape.</param>
/// <param name="rate">The machine's matrix products.</param>
internal sealed class Comparison(Workload workload, ComparisonSettings settings, MatrixRate rate) : IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly TrainingState state = Start(workload);
    private readonly TwinModel twin = new(workload.Architecture, settings.Parties);
    private readonly BatchBuilder builder = new(workload.Train);
    private readonly List<Parts> parts = [];
    private readonly Dictionary<int, List<double>> ours = [];

    /// <summary>Measures some rounds.</summary>
    public Outcome Run(int rounds)
    {
        Checkpoint.Write(twin, Checkpoint.Read(state.Model).ToDictionary(pair => pair.Key, pair => pair.Value), "the product");
        var our = new OurStep(workload, state);
        var losses = new TwinLosses(workload.Recipe.Loss, workload.Train.ClassCounts());
        var step = new TwinStep(twin, losses, workload.Recipe.Loss, settings.SwfcTurns);
        double difference = Difference(our, step);
        List<double> rates = [rate.Measure()];
        Round(our, step, keep: false, 0);
        for (int round = 0; round < rounds; round++)
        {
            Round(our, step, keep: true, round);
            rates.Add(rate.Measure());
        }
        double twinEvaluation = Batches(workload.Validation).Concat(Batches(workload.Test)).Sum(batch => Evaluate(step, batch));
        our.Evaluate(workload.Validation);
        double ourEvaluation = our.Evaluate(workload.Validation) + our.Evaluate(workload.Test);
        return Summary(difference, BenchSettings.MedianOf(rates), twinEvaluation, ourEvaluation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        twin.Dispose();
    }

    private static TrainingState Start(Workload workload)
    {
        Seeds.Start(1);
        return new TrainingState(Network.Create(workload.Architecture, workload.Recipe.Model.Dropout), workload.Recipe);
    }

    // A batch of the twin, then one of ours of each size that the epoch has; each twice, and the second counts: in an epoch, steps follow their like.
    private void Round(OurStep our, TwinStep step, bool keep, int round)
    {
        int[] measured = Measured(round);
        using var batch = builder.Build(measured);
        step.Train(batch);
        var twinParts = step.Train(batch);
        if (keep) parts.Add(twinParts.Scaled((double)settings.Turns / batch.Labels.shape[0]));
        foreach (int[] first in TrainingBatches.DistinctBy(each => each.Length))
        {
            int[] conversations = first.Length == measured.Length ? measured : first;
            our.Train(conversations);
            double seconds = our.Train(conversations) / Turns(conversations);
            if (!keep) continue;
            if (!ours.TryGetValue(conversations.Length, out var times)) ours[conversations.Length] = times = [];
            times.Add(seconds);
        }
    }

    private int[] Measured(int round)
    {
        int[][] fitting = [.. TrainingBatches.Where(batch => batch.Length == settings.Conversations)];
        return fitting[round % fitting.Length];
    }

    private int[][] TrainingBatches => [.. Inference.InOrder(workload.Train, workload.Recipe.Training.Batch)];

    private int Turns(int[] conversations) => Workload.Lengths(workload.Train, conversations).Sum();

    private IEnumerable<ConversationBatch> Batches(ConversationDataset data)
    {
        var all = new BatchBuilder(data);
        return Inference.InOrder(data, workload.Recipe.Training.Batch).Select(all.Build);
    }

    private static double Evaluate(TwinStep step, ConversationBatch batch)
    {
        using (batch) return step.Evaluate(batch);
    }

    private double Difference(OurStep our, TwinStep step)
    {
        using var batch = builder.Build([.. Enumerable.Range(0, Math.Min(8, workload.Train.Count))]);
        double difference = our.UnmaskedLosses(batch).Zip(step.Losses(batch), (a, b) => Math.Abs(a - b)).Max();
        if (!(difference < Tolerance)) throw new InvalidOperationException($"the twin's losses are {difference:g3} off: it does other work");
        return difference;
    }

    private Outcome Summary(double difference, double typical, double twinEvaluation, double ourEvaluation)
    {
        var median = Parts.Median(parts);
        double Ours(int[] batch) => BenchSettings.MedianOf(ours[batch.Length]) * Turns(batch);
        double twinTraining = TrainingBatches.Sum(batch => median.Scaled((double)Turns(batch) / settings.Turns).Sum);
        return new(median, difference, typical, twinTraining + twinEvaluation, TrainingBatches.Sum(Ours) + ourEvaluation);
    }
}

/// <summary>What is particular to a shape.</summary>
/// <param name="Parties">Party rows in the reference's recurrence.</param>
/// <param name="Conversations">The batches that the twin is trained on: those of so many conversations.</param>
/// <param name="Turns">The parts are told for a batch of so many turns, as the reference's are.</param>
/// <param name="SwfcTurns">The most turns that SWFC's loop is trained on.</param>
internal sealed record ComparisonSettings(int Parties, int Conversations, int Turns, int SwfcTurns);

/// <summary>What a comparison found.</summary>
/// <param name="Twin">The twin's parts, the median of the rounds.</param>
/// <param name="Difference">The largest difference of the losses from the same weights.</param>
/// <param name="Rate">Matrix products, operations a second.</param>
/// <param name="TwinEpoch">Seconds of the twin's epoch.</param>
/// <param name="OurEpoch">Seconds of ours.</param>
internal sealed record Outcome(Parts Twin, double Difference, double Rate, double TwinEpoch, double OurEpoch);
