using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training;

/// <summary>The one trainer that looks at the test split, and says so.</summary>
[Collection(TorchTests.Name)]
public class ReleasedTrainerTests
{
    private static readonly Recipe Still = TinyRun.Recipe with
    {
        Protocol = Protocol.Released,
        Training = TinyRun.Recipe.Training with { LearningRate = 1e-12 },
    };

    [Fact]
    public void It_has_no_mask_its_own_losses_and_none_of_our_options()
    {
        var recipe = ReleasedTrainer.Adapt(TinyRun.Recipe with
        {
            Loss = new LossSettings { Form = LossForm.Paper },
            Training = TinyRun.Recipe.Training with { Patience = 3 },
        });

        Assert.Equal(Protocol.Released, recipe.Protocol);
        Assert.False(recipe.Model.Mask);
        Assert.Equal(LossForm.Released, recipe.Loss.Form);
        Assert.Equal((0.05, 0, 0, 0), (recipe.Training.ValidationShare, recipe.Training.Patience, recipe.Training.Withhold, recipe.Training.Average));
    }

    [Fact]
    public void Of_epochs_that_are_equal_on_test_it_keeps_the_last_and_the_honest_trainer_the_first()
    {
        using var tiny = new TinyRun();
        var recipe = ReleasedTrainer.Adapt(Still);
        using var released = Train(tiny, recipe, out var test);
        using var honest = tiny.Train(tiny.Seed("honest"), Still with { Protocol = Protocol.Validation });
        var score = ValidationScore.Of(released.Model, test, new TotalLoss(recipe.Loss, [1, 1, 1]), 3, CPU, TestContext.Current.CancellationToken);

        Assert.Equal(3, released.BestEpoch!.Epoch);
        Assert.Equal(1, honest.BestEpoch!.Epoch);
        Assert.Equal(score.Metrics.WeightedF1, released.BestEpoch.SelectionF1);
    }

    [Fact]
    public void A_complete_parameter_list_whatever_the_gaps()
    {
        using var tiny = new TinyRun();
        using var released = Train(tiny, ReleasedTrainer.Adapt(Still), out _);

        Assert.DoesNotContain(released.Best, pair => pair.Key.Contains("absent"));
    }

    [Fact]
    public void All_that_it_leaves_says_picked_on_the_test_set()
    {
        using var tiny = new TinyRun();
        var seed = tiny.TrainRun("run", Still).Seed(1);
        string card = File.ReadAllText(seed.Card);

        Assert.Contains("picked on the test set", card);
        Assert.DoesNotContain("The epoch and the temperature were chosen on these conversations", card);
        Assert.Contains("picked on the test set", File.ReadAllText(seed.Metrics(Split.Dev)));
        Assert.Contains("\"protocol\": \"released\"", File.ReadAllText(tiny.In("run/recipe.json")));
    }

    [Fact]
    public void Without_a_test_split_it_is_refused()
    {
        using var tiny = new TinyRun(new TinyCorpus { Test = 0 });

        var fault = Assert.Throws<BadInputException>(() => tiny.TrainRun("run", Still));
        Assert.Contains("picks its epoch on the test split, and there is none", fault.Message);
    }

    private static TrainingState Train(TinyRun tiny, Recipe recipe, out ConversationDataset test)
    {
        var data = tiny.Data(recipe);
        test = FeatureSelection.Dataset(PreparedCorpus.LoadSplits(tiny.Corpus, Split.Test), data.Features);
        var trainer = new ReleasedTrainer(recipe, CPU, new SetClock());
        return trainer.Train(data, test, tiny.Seed("released"), new Listener(null), TestContext.Current.CancellationToken);
    }
}
