using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>An epoch as the reference program has it: training, validation and test.</summary>
/// <param name="workload">What is trained.</param>
/// <param name="settings">How it is measured.</param>
internal sealed class EpochPart(Workload workload, BenchSettings settings)
{
    private const int Seed = 1, WarmUpShare = 8;
    private const double LongestStep = 10;     // seconds
    private static readonly Synchronous<TrainingProgress> Silent = new(_ => { });

    private readonly Recipe recipe = workload.Recipe;
    private readonly Operations operations = workload.Operations;
    private readonly TotalLoss loss = new(workload.Recipe.Loss, workload.Train.ClassCounts());
    private readonly int[][] batches = Batches(workload);

    /// <summary>Measures an epoch.</summary>
    public static Timing Run(Workload workload, BenchSettings settings) => new EpochPart(workload, settings).Run();

    private Timing Run()
    {
        Seeds.Start(Seed);
        using var state = new TrainingState(Network.Create(workload.Architecture, recipe.Model.Dropout), recipe);
        int turns = workload.Train.Turns + workload.Validation.Turns + workload.Test.Turns;
        double all = batches.Sum(StepOperations) + EvaluationOperations(workload.Validation) + EvaluationOperations(workload.Test);
        return settings.Quick ? FromSteps(state, turns, all) : Whole(state, turns, all);
    }

    private Timing Whole(TrainingState state, int turns, double all)
    {
        void Epoch()
        {
            Train(state, workload.Train, Silent, settings.Stop);
            Evaluate(state);
        }
        settings.WarmUp(Epoch);
        double seconds = settings.Time(Epoch);
        return seconds > settings.Moment.TotalSeconds ? new(turns, all, seconds, "a second whole epoch")
            : new(turns, all, settings.Median(Epoch), "the median of whole epochs");
    }

    // The full-size steps that fit into a moment stand for all, by their operations; where not even one fits, as much of one as does.
    private Timing FromSteps(TrainingState state, int turns, double all)
    {
        int[] few = batches[0][..Math.Max(1, batches[0].Length / WarmUpShare)];
        PartOfStep(state, few);
        double foreseen = PartOfStep(state, few).SecondsPerOperation * StepOperations(batches[0]);
        int size = (int)Math.Clamp(batches[0].Length * LongestStep / foreseen, few.Length, batches[0].Length);
        var steps = size == batches[0].Length ? WholeSteps(state) : PartOfStep(state, batches[0][..size]);
        double evaluation = settings.Median(() => Evaluate(state));
        double training = steps.SecondsPerOperation * batches.Sum(StepOperations);
        return new(turns, all, training + evaluation, $"from {steps.How} of {batches.Length} training steps, and validation and test");
    }

    private Pace WholeSteps(TrainingState state)
    {
        using var clock = new StepClock(settings);
        Steps(state, clock);
        double[] paces = [.. clock.Seconds.Zip(batches, (seconds, batch) => seconds / StepOperations(batch))];
        if (paces.Length > 1) paces = paces[1..];       // the first step waits for the system's memory
        return new(BenchSettings.MedianOf(paces), $"{paces.Length}");
    }

    private Pace PartOfStep(TrainingState state, int[] part)
    {
        double seconds = settings.Time(() => Train(state, workload.Train.Subset(part), Silent, settings.Stop));
        return new(seconds / StepOperations(part), $"{part.Length} conversations of the first");
    }

    private void Steps(TrainingState state, StepClock clock)
    {
        try
        {
            Train(state, workload.Train, clock, clock.Stop);
        }
        catch (OperationCanceledException) when (!settings.Stop.IsCancellationRequested)
        {
            // The clock has enough steps.
        }
    }

    private void Train(TrainingState state, ConversationDataset data, IProgress<TrainingProgress> progress, CancellationToken stop) =>
        new TrainingEpoch(recipe, data, Seed, CPU).Run(state, loss, progress, stop);

    private void Evaluate(TrainingState state)
    {
        ValidationScore.Of(state.Model, workload.Validation, loss, recipe.Training.Batch, CPU, settings.Stop);
        ValidationScore.Of(state.Model, workload.Test, loss, recipe.Training.Batch, CPU, settings.Stop);
    }

    private double StepOperations(int[] batch) => operations.Step(Workload.Lengths(workload.Train, batch));

    private double EvaluationOperations(ConversationDataset data) =>
        Inference.InOrder(data, recipe.Training.Batch).Sum(batch => operations.Evaluation(Workload.Lengths(data, batch)));

    // Those of the first epoch, which are those of every epoch here: no epoch is closed.
    private static int[][] Batches(Workload workload)
    {
        int[] order = [.. Enumerable.Range(0, workload.Train.Count)];
        Seeds.Epoch(Seed, 0).Shuffle(order);
        return [.. order.Chunk(workload.Recipe.Training.Batch)];
    }

    private sealed record Pace(double SecondsPerOperation, string How);
}
