using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Text;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training.Text;

/// <summary>The loop that trains text networks, on a small encoder.</summary>
[Collection(TorchTests.Name)]
public sealed class SmallEncoderLearnerTests : IDisposable
{
    private static readonly TextRecipe Recipe = TextRecipe.OfSmallEncoder with
    {
        Small = new SmallEncoderRecipe { Hashing = new HashedWordOptions { Words = 60, Grams = 90 }, Embedding = 8, State = 8, Width = 12 },
        Training = TextRecipe.OfSmallEncoder.Training with { Epochs = 3, Batch = 6, Tokens = 40 },
    };

    private readonly TinyText tiny = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Sixteen_utterances_are_learnt_by_heart()
    {
        var recipe = Recipe with { Training = Recipe.Training with { Epochs = 80, Batch = 4, LearningRate = 1e-2 } };
        var all = tiny.Data(recipe);
        TextExample[] sixteen = [.. all.Train.Take(16)];
        using var state = Train(recipe, new TextData(all.Heads, sixteen, sixteen, Official: true), "heart");

        Assert.Equal(1, state.BestEpoch!.SelectionAccuracy);
    }

    [Theory, InlineData(1), InlineData(5), InlineData(9)]
    public void Interrupted_after_some_steps_it_ends_in_the_same_bytes(int steps)
    {
        using var unbroken = Train(Recipe, tiny.Data(Recipe, also: true), "unbroken");
        using var stop = new CancellationTokenSource();
        void Count(TextProgress progress)
        {
            if (progress.Last is null && --steps == 0) stop.Cancel();
        }
        Assert.Throws<OperationCanceledException>(() => Train(Recipe, tiny.Data(Recipe, also: true), "broken", Count, stop.Token));
        using var broken = Train(Recipe, tiny.Data(Recipe, also: true), "broken");

        Assert.Equal(Bytes(unbroken), Bytes(broken));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using TextState one = Train(Recipe, tiny.Data(Recipe), "one"), again = Train(Recipe, tiny.Data(Recipe), "again");
        using var other = Train(Recipe with { Seed = 2 }, tiny.Data(Recipe), "another");

        Assert.Equal(Bytes(one), Bytes(again));
        Assert.NotEqual(Bytes(one), Bytes(other));
    }

    [Fact]
    public void Every_corpus_has_a_head_of_its_own_and_every_parameter_learns()
    {
        var data = tiny.Data(Recipe, also: true);
        using var begun = new SmallEncoderLearner(Recipe, data, CPU);
        var before = Checkpoint.Read(begun.Network).ToDictionary(pair => pair.Key, pair => pair.Value.Bytes);
        using var state = Train(Recipe, data, "all");
        var after = Checkpoint.Read(state.Learner.Network);

        string[] heads = [.. after.Select(pair => pair.Key).Where(name => name.StartsWith("heads.", StringComparison.Ordinal))];

        Assert.Equal(["heads.0.weight", "heads.0.bias", "heads.1.weight", "heads.1.bias"], heads);
        Assert.All(after, pair => Assert.False(pair.Value.Bytes.SequenceEqual(before[pair.Key]), pair.Key));
    }

    [Fact]
    public void Lines_of_another_corpus_are_left_out_of_the_further_ones_alone()
    {
        var first = tiny.Corpus();
        var lines = new SharedLines(tiny.Corpus("other").Corpus.Conversations.Take(1).Concat(first.Corpus.Conversations));
        TextData all = TextData.Of(first, [tiny.Corpus("other")], Recipe), some = TextData.Of(first, [tiny.Corpus("other")], Recipe, lines);
        int Of(TextData data, int head) => data.Train.Count(example => example.Head == head);

        Assert.Equal(Of(all, 0), Of(some, 0));
        Assert.Equal(Of(all, 1) - Assert.Single(some.LeftOut), Of(some, 1));
        Assert.InRange(some.LeftOut[0], tiny.Corpus("other").Corpus.Conversations[0].Turns.Count, Of(all, 1));
    }

    [Fact]
    public void Rare_classes_weigh_more_when_asked_and_the_mean_weight_is_one()
    {
        var all = tiny.Data(Recipe);
        TextExample[] uneven = [.. all.Train.Where(example => example.Label == 0), .. all.Train.Where(example => example.Label == 1).Take(1)];
        var data = new TextData(all.Heads, uneven, all.Validation, Official: true);
        double[] weights = Tiny.Values(ClassBalance.Weights(data, 0, 0.5)!);
        double common = uneven.Length - 1;

        Assert.Null(ClassBalance.Weights(data, 0, 0));
        Assert.Equal(Math.Sqrt(common), weights[1] / weights[0], 4);
        Assert.Equal(1, ((common * weights[0]) + weights[1]) / uneven.Length, 5);
    }

    private TextState Train(TextRecipe recipe, TextData data, string name, Action<TextProgress>? told = null, CancellationToken? stop = null)
    {
        var state = new TextState(new SmallEncoderLearner(recipe, data, CPU), recipe.Training);
        try
        {
            new TextTrainer(recipe, data, new SetClock(ticking: true)).Train(state, tiny.In(name), "tiny", new TextListener(told), stop ?? Stop);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    private static byte[] Bytes(TextState state) => [.. Checkpoint.Read(state.Learner.Network).SelectMany(pair => pair.Value.Bytes)];
}
