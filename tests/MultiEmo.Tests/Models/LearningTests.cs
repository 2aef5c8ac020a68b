using MultiEmo.Models;
using MultiEmo.Models.Baselines;
using MultiEmo.Models.Losses;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>A model can learn, and the same seed gives the same numbers.</summary>
[Collection(TorchTests.Name)]
public class LearningTests
{
    private static readonly LossSettings EntropyAlone = new() { Swfc = 0, SoftHgr = 0 };

    [Theory, InlineData("meld", "entropy"), InlineData("iemocap", "entropy"), InlineData("meld", "released"), InlineData("iemocap", "released")]
    [InlineData("meld", "paper"), InlineData("iemocap", "paper")]
    public void A_conversation_can_be_learnt_by_heart(string like, string losses)
    {
        Seeds.Start(2);
        using var model = new MultiEmoModel(Tiny.Architecture(like, gaps: true) with { Layers = 1 });

        Assert.Equal(1, Learn(model, Losses(losses), 300));
    }

    [Fact]
    public void The_baseline_learns_too()
    {
        using var model = new LogisticRegression(Tiny.Architecture("meld"));

        Assert.Equal(1, Learn(model, EntropyAlone, 600));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        byte[] Trained(int seed)
        {
            Seeds.Start(seed);
            using var model = new MultiEmoModel(Tiny.Architecture("iemocap"), new Dropouts { Recurrent = 0.2, Sublayer = 0.2 });
            _ = Learn(model, new LossSettings(), 3);
            return [.. Checkpoint.Read(model).SelectMany(pair => pair.Value.Bytes)];
        }

        Assert.Equal(Trained(4), Trained(4));
        Assert.NotEqual(Trained(4), Trained(5));
    }

    [Theory, InlineData("input"), InlineData("recurrent"), InlineData("sublayer"), InlineData("classifier"), InlineData("logits")]
    public void Each_dropout_acts_in_training_and_only_there(string which)
    {
        using var scope = NewDisposeScope();
        var rates = which switch
        {
            "input" => new Dropouts { Input = 0.5 },
            "recurrent" => new Dropouts { Recurrent = 0.5 },
            "sublayer" => new Dropouts { Sublayer = 0.5 },
            "classifier" => new Dropouts { Classifier = 0.5 },
            _ => new Dropouts { Logits = 0.5 },
        };
        var model = new MultiEmoModel(Tiny.Architecture("iemocap"), rates);
        var batch = Tiny.Batch(Tiny.Dataset("tav", false, 5), ScalarType.Float32);
        double[] Logits() => Tiny.Values(model.call(batch).Logits);

        Assert.NotEqual(Logits(), Logits());
        model.eval();
        Assert.Equal(Logits(), Logits());
    }

    private static LossSettings Losses(string name) => name switch
    {
        "entropy" => EntropyAlone,
        "released" => new LossSettings(),
        _ => new LossSettings { Form = LossForm.Paper },
    };

    // Trains until nothing is wrong any more, at most so many steps; the share that is right.
    private static double Learn(nn.Module<ConversationBatch, Scores> model, LossSettings settings, int steps)
    {
        using var scope = NewDisposeScope();
        using var adam = new Adam(model.named_parameters(), 0.02, 0);
        var batch = Tiny.Batch(Tiny.Dataset("tav", model is MultiEmoModel, 4, 3), ScalarType.Float32);
        var loss = new TotalLoss(settings, [3, 2, 2]);
        double right = 0;
        for (int step = 0; step < steps && right < 1; step++)
        {
            using var inner = NewDisposeScope();
            adam.ZeroGradients();
            var scores = model.call(batch);
            right = scores.Logits.argmax(-1).eq(batch.Labels).to(ScalarType.Float64).mean().item<double>();
            loss.Of(scores, batch.Labels)!.Total.backward();
            adam.Step();
        }
        return right;
    }
}
