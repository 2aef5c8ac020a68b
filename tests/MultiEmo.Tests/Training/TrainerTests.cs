using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>The training loop: what it chooses, when it ends, and what it says when it cannot go on.</summary>
[Collection(TorchTests.Name)]
public class TrainerTests
{
    [Fact]
    public void It_keeps_the_first_of_the_best_epochs_on_validation()
    {
        using var tiny = new TinyRun();
        using var state = tiny.Train(tiny.Seed("seed"));
        double best = state.History.Max(epoch => epoch.SelectionF1);

        Assert.Equal(TinyRun.Recipe.Training.Epochs, state.History.Count);
        Assert.Equal(state.History.First(epoch => epoch.SelectionF1 == best), state.BestEpoch);
        bool Better(EpochReport epoch) => state.History.Take(epoch.Epoch - 1).All(earlier => earlier.SelectionF1 < epoch.SelectionF1);
        Assert.Equal(state.History.Select(Better), state.History.Select(epoch => epoch.Best));
    }

    [Fact]
    public void It_learns()
    {
        using var tiny = new TinyRun(new TinyCorpus { Training = 12, Validation = 6 });
        var recipe = With(training => training with { Epochs = 8, LearningRate = 0.03, Average = 0, Withhold = 0 });
        recipe = recipe with { Model = recipe.Model with { Dropout = new Dropouts() } };
        using var state = tiny.Train(tiny.Seed("seed"), recipe);

        Assert.True(state.BestEpoch!.SelectionF1 > 0.8, $"the best score was {state.BestEpoch.SelectionF1}");
        Assert.True(state.History[^1].TrainCrossEntropy < 0.7 * state.History[0].TrainCrossEntropy);
    }

    [Fact]
    public void Training_ends_when_patience_does()
    {
        using var tiny = new TinyRun();
        using var state = tiny.Train(tiny.Seed("seed"), With(training => training with { Epochs = 5, Patience = 2, LearningRate = 1e-12 }));

        Assert.Equal(3, state.History.Count);
    }

    [Fact]
    public void The_learning_rate_falls_when_the_validation_loss_does_not()
    {
        using var tiny = new TinyRun();
        using var state = tiny.Train(tiny.Seed("seed"), With(training => training with { Epochs = 8, LearningRate = 0.3, PlateauFactor = 0.5 }));
        double lowest = double.PositiveInfinity, rate = 0.3;
        foreach (var epoch in state.History)
        {
            Assert.Equal(rate, epoch.LearningRate);
            if (epoch.ValidationLoss < lowest) lowest = epoch.ValidationLoss;
            else rate /= 2;
        }

        Assert.Equal(rate, state.Adam.LearningRate);
        Assert.True(rate < 0.3);
    }

    [Theory, InlineData(1e30, 0), InlineData(1e30, 1)]
    public void A_learning_rate_that_is_far_too_large_is_named_with_the_batch_and_its_conversations(double rate, double clip)
    {
        using var tiny = new TinyRun();
        var recipe = With(training => training with { LearningRate = rate, Clip = clip, Average = 0 });
        var fault = Assert.Throws<BadInputException>(() => tiny.Train(tiny.Seed("seed"), recipe));

        Assert.Matches("the loss of epoch 1, batch [23] is not a finite number \\(conversations train/\\d", fault.Message);
        Assert.Contains("training.learning_rate", fault.Remedy);
    }

    [Fact]
    public void Features_too_large_for_the_model_are_named_with_their_conversations()
    {
        using var tiny = new TinyRun(new TinyCorpus { TrainingFeatures = 3e38f });
        var fault = Assert.Throws<BadInputException>(() => tiny.Train(tiny.Seed("seed")));

        Assert.Matches("the loss of epoch 1, batch 1 is not a finite number \\(conversations train/\\d, train/\\d, train/\\d\\)", fault.Message);
    }

    [Fact]
    public void A_validation_loss_that_is_no_number_is_named_too()
    {
        using var tiny = new TinyRun();
        var recipe = With(training => training with { LearningRate = 1e30, Batch = 100, Average = 0, Clip = 0 });
        var fault = Assert.Throws<BadInputException>(() => tiny.Train(tiny.Seed("seed"), recipe));

        Assert.Matches("the loss of the conversations to choose on is not a finite number \\(conversations dev/0, dev/1, dev/2\\)", fault.Message);
    }

    [Fact]
    public void A_batch_without_any_label_is_passed_over()
    {
        using var tiny = new TinyRun(new TinyCorpus { Unlabelled = true });
        var recipe = With(training => training with { Batch = 1, Epochs = 2 });
        List<TrainingProgress> told = [];
        using var state = tiny.Train(tiny.Seed("seed"), recipe, told.Add);

        Assert.Equal(2 * 7, told.Count(progress => progress.Last is null));
        Assert.All(state.History, epoch => Assert.True(double.IsFinite(epoch.TrainLoss)));
    }

    [Fact]
    public void Progress_counts_batches_and_epochs_from_one()
    {
        using var tiny = new TinyRun();
        List<TrainingProgress> told = [];
        using var state = tiny.Train(tiny.Seed("seed", 6), With(training => training with { Epochs = 2 }), told.Add);

        Assert.All(told, progress => Assert.Equal((6, 2), (progress.Seed, progress.Epochs)));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], told.Select(progress => progress.Epoch));
        Assert.Equal([1, 2, 3, 0, 1, 2, 3, 0], told.Select(progress => progress.Batch));
        Assert.Equal(state.History, told.Select(progress => progress.Last).OfType<EpochReport>());
    }

    private static Recipe With(Func<TrainingSettings, TrainingSettings> change) => TinyRun.Recipe with { Training = change(TinyRun.Recipe.Training) };
}
