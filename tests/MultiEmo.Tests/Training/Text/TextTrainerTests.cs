using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Text;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training.Text;

/// <summary>The loop that trains text networks, on a tiny RoBERTa.</summary>
[Collection(TorchTests.Name)]
public sealed class TextTrainerTests : IDisposable
{
    private static readonly TextTrainingSettings Training = TinyText.Recipe.Training;

    private readonly TinyText tiny = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Sixteen_utterances_are_learnt_by_heart()
    {
        var recipe = TinyText.Recipe with { Training = Training with { Epochs = 60, Batch = 4, LearningRate = 1e-2, WarmUp = 0.1 } };
        var all = tiny.Data(recipe);
        TextExample[] sixteen = [.. all.Train.Take(16)];
        var data = new TextData(all.Heads, sixteen, sixteen, Official: true);
        using var state = new TextState(tiny.Learner(data, recipe), recipe.Training);
        new TextTrainer(recipe, data, new SetClock(ticking: true)).Train(state, tiny.In("heart"), "", new TextListener(null), Stop);

        Assert.Equal(1, state.BestEpoch!.SelectionAccuracy);
    }

    [Theory, InlineData(1, false), InlineData(4, false), InlineData(6, true)]
    public void Interrupted_after_some_steps_it_ends_in_the_same_bytes(int steps, bool also)
    {
        byte[] unbroken = tiny.Bytes("unbroken", also: also);

        Assert.True(Interrupt("broken", steps, also));
        Assert.Equal(unbroken, tiny.Bytes("broken", also: also));
    }

    [Fact]
    public void Interrupted_again_and_again_it_ends_in_the_same_bytes_and_tells_every_epoch()
    {
        byte[] unbroken = tiny.Bytes("unbroken");
        int interruptions = 0;
        while (Interrupt("broken", 2)) interruptions++;
        var told = new List<TextEpoch>();
        using (tiny.Train("broken", told: progress => told.AddRange(progress.Last is { } epoch ? [epoch] : []))) { }

        Assert.InRange(interruptions, 4, 10);
        Assert.Equal([1, 2, 3], told.Select(epoch => epoch.Epoch));
        Assert.Equal(unbroken, tiny.Bytes("broken"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        byte[] one = tiny.Bytes("one");

        Assert.Equal(one, tiny.Bytes("again"));
        Assert.NotEqual(one, tiny.Bytes("another", TinyText.Recipe with { Seed = 2 }));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        Interrupt("broken", 2);
        using var state = new TextState(tiny.Learner(tiny.Data()), Training);
        var fault = Assert.Throws<BadInputException>(() => state.Load(tiny.In("broken"), "another"));

        Assert.Contains("the checkpoint is of other settings, data or weights", fault.Message);
    }

    [Fact]
    public void Every_parameter_learns_but_for_biases_of_keys()
    {
        using var begun = tiny.Learner(tiny.Data(also: true));
        var before = Checkpoint.Read(begun.Network).ToDictionary(pair => pair.Key, pair => pair.Value.Bytes);
        using var state = tiny.Train("all", also: true);

        foreach (var (name, tensor) in Checkpoint.Read(state.Learner.Network))
            Assert.True(!tensor.Bytes.SequenceEqual(before[name]) || name.EndsWith("key.bias", StringComparison.Ordinal), name);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_step_in_parts_equals_the_step_as_one(bool also)
    {
        var whole = Gradients(tokens: 100_000, also);
        var parts = Gradients(tokens: 1, also);

        foreach (var (name, gradient) in whole.Where(pair => !pair.Key.EndsWith("key.bias", StringComparison.Ordinal)))
            Tiny.Near(gradient, parts[name], 1e-5 * gradient.Max(Math.Abs) + 1e-12, name);
    }

    [Fact]
    public void The_epoch_with_the_best_score_on_validation_is_kept()
    {
        var recipe = TinyText.Recipe with { Training = Training with { Epochs = 6 } };
        var scores = new List<double>();
        using var state = tiny.Train("best", recipe, told: progress => scores.AddRange(progress.Last is { } epoch ? [epoch.SelectionF1] : []));
        state.RestoreBest();
        var score = TextScore.Of(state.Learner, tiny.Data(), Training.Tokens, Stop);

        Assert.Equal(scores.Max(), score.Metrics.WeightedF1, 12);
        Assert.Equal(scores.Max(), state.BestEpoch!.SelectionF1);
        Assert.Equal(scores.IndexOf(scores.Max()) + 1, state.BestEpoch.Epoch);
    }

    [Fact]
    public void Training_ends_when_nothing_gets_better_for_as_long_as_is_borne()
    {
        var recipe = TinyText.Recipe with { Training = Training with { Epochs = 40, Patience = 2, LearningRate = 1e-12 } };
        using var state = tiny.Train("patience", recipe);

        Assert.Equal(3, state.History.Count);
    }

    [Fact]
    public void A_loss_that_is_no_number_names_the_utterances()
    {
        var recipe = TinyText.Recipe with { Training = Training with { LearningRate = 1e30, WarmUp = 0, Clip = 0 } };
        var fault = Assert.Throws<BadInputException>(() => tiny.Train("wild", recipe));

        Assert.Contains("train/", fault.Message);
        Assert.Contains("lower training.learning_rate", fault.Message);
    }

    [Fact]
    public void No_tensor_is_left_by_an_epoch()
    {
        long Left(int epochs)
        {
            long before = Tensor.TotalCount;
            tiny.Train($"left{epochs}", TinyText.Recipe with { Training = Training with { Epochs = epochs } }).Dispose();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Tensor.TotalCount - before;
        }
        _ = Left(1);

        Assert.Equal(Left(2), Left(4));
    }

    private Dictionary<string, double[]> Gradients(int tokens, bool also)
    {
        var recipe = TinyText.Recipe with { Training = Training with { Epochs = 1, Batch = 1000, Tokens = tokens, LearningRate = 1e-30, Clip = 0 } };
        var data = tiny.Data(recipe, also);
        using var state = new TextState(new Undropped(tiny.Learner(data, recipe)), recipe.Training);
        new TextTrainer(recipe, data, new SetClock()).Train(state, tiny.In("gradients"), "", new TextListener(null), Stop);
        File.Delete(tiny.In("gradients"));
        return state.Learner.Network.named_parameters().ToDictionary(pair => pair.name, pair => Tiny.Values(pair.parameter.grad!));
    }

    // Trains until so many more steps are done; whether there was still something to interrupt.
    private bool Interrupt(string name, int steps, bool also = false)
    {
        using var stop = new CancellationTokenSource();
        void Count(TextProgress progress)
        {
            if (progress.Last is null && --steps == 0) stop.Cancel();
        }
        try
        {
            using var state = tiny.Train(name, also: also, told: Count, stop: stop);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private sealed class Undropped(TextLearner learner) : TextLearner
    {
        public override IReadOnlyList<int> Lengths => learner.Lengths;

        public override nn.Module Network => learner.Network;

        public override Tensor Vectors(IReadOnlyList<int> examples)
        {
            Network.eval();
            return learner.Vectors(examples);
        }

        public override Tensor Logits(int head, Tensor vectors) => learner.Logits(head, vectors);

        public override void Save(string folder) => learner.Save(folder);
    }
}
