using MultiEmo.Models.Losses;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using TorchSharp;

namespace MultiEmo.Tests.Training;

/// <summary>No step, no validation and no checkpoint leaves a tensor behind.</summary>
[Collection(TorchTests.Name)]
public class MemoryTests
{
    private static readonly Dictionary<string, Recipe> Recipes = new()
    {
        ["everything"] = TinyRun.Recipe,
        ["bidirectional"] = TinyRun.Recipe with { Model = TinyRun.Recipe.Model with { Bidirectional = true, TextContext = true } },
        ["the paper's losses"] = TinyRun.Recipe with { Loss = new LossSettings { Form = LossForm.Paper } },
        ["cross-entropy alone"] = TinyRun.Recipe with { Loss = new LossSettings { Swfc = 0, SoftHgr = 0 } },
        ["without SWFC"] = TinyRun.Recipe with { Loss = new LossSettings { Swfc = 0 } },
        ["without MultiAttn"] = TinyRun.Recipe with { Model = TinyRun.Recipe.Model with { MultiAttn = false } },
        ["without mask"] = ReleasedTrainer.Adapt(TinyRun.Recipe),
        ["one modality"] = TinyRun.Recipe with { Model = TinyRun.Recipe.Model with { Modalities = ["audio"] } },
        ["logistic regression"] = TinyRun.Baseline,
    };

    public static TheoryData<string> Names => [.. Recipes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Epochs_leave_no_live_tensor(string what)
    {
        var recipe = Recipes[what];
        using var tiny = new TinyRun(new TinyCorpus { Unlabelled = true });
        var (data, seed) = (tiny.Data(recipe), tiny.Seed("seed"));
        using var state = TrainingState.Start(recipe, data, seed, torch.CPU);
        var loss = new TotalLoss(recipe.Loss, data.Train.ClassCounts());
        var epoch = new TrainingEpoch(recipe with { Training = recipe.Training with { Batch = 1 } }, data.Train, 1, torch.CPU);
        void Pass()
        {
            epoch.Run(state, loss, new Listener(null), TestContext.Current.CancellationToken);
            state.Average?.Swap();
            var score = ValidationScore.Of(state.Model, data.Validation, loss, 2, torch.CPU, TestContext.Current.CancellationToken);
            state.Close(new EpochReport(state.History.Count + 1, 0.1, 1, 1, 1, 1, score.Loss, score.Metrics.WeightedF1, 0, true));
            state.Average?.Swap();
            state.Save(seed.Checkpoint);
        }
        Pass();
        long before = Live();
        for (int pass = 0; pass < 3; pass++)
        {
            Pass();
            Assert.True(torch.Tensor.TotalCount == before, $"{what}: {torch.Tensor.TotalCount - before} tensors were left by pass {pass + 1}");
        }
    }

    [Fact]
    public void More_epochs_of_a_run_leave_no_more_than_few()
    {
        using var tiny = new TinyRun();
        long Left(int epochs)
        {
            long before = Live();
            tiny.TrainRun($"run-{epochs}", TinyRun.Recipe with { Training = TinyRun.Recipe.Training with { Epochs = epochs } });
            return Live() - before;
        }
        Left(1);

        Assert.Equal(Left(2), Left(4));
    }

    // What other tests left to the garbage collector is gone, and not counted when it goes.
    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
