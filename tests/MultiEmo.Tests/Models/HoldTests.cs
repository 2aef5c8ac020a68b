using System.Runtime.InteropServices;
using MultiEmo.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>Arranged weights that are kept give the same numbers to the bit, and never those of weights that are no longer there.</summary>
[Collection(TorchTests.Name)]
public class HoldTests
{
    private static readonly int[][] Batches = [[0, 1, 2], [3], [4, 5], [6]];

    /// <summary>What changes weights: a step of the optimizer, a checkpoint, an average in their place.</summary>
    public static TheoryData<string> Changes => ["step", "load", "swap"];

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void Kept_weights_give_the_same_numbers(string like, string modalities, bool gaps)
    {
        var data = Tiny.Dataset(modalities, gaps, 5, 3, 1, 9, 9, 2, 4);
        using var model = Tiny.Model(Tiny.Architecture(like, modalities, gaps), ScalarType.Float32);
        float[][] anew = [.. Batches.Select(batch => Logits(model, data, [batch]))];
        using var held = model.Hold();

        for (int time = 0; time < 2; time++) Assert.Equal(anew, Batches.Select(batch => Logits(model, data, [batch])));
    }

    [Theory, MemberData(nameof(Changes))]
    public void After_a_change_all_batches_come_from_the_new_weights(string change)
    {
        var data = Data();
        using var model = Model();
        using var average = AnAverage(model);
        float[] before = Logits(model, data, Batches);
        Change(model, average, change);
        float[] after = Logits(model, data, Batches);
        using var fresh = Model();
        Checkpoint.Write(fresh, Checkpoint.Read(model).ToDictionary(), "the other model");

        Assert.NotEqual(before, after);
        Assert.Equal(Logits(fresh, data, Batches), after);
    }

    [Theory, MemberData(nameof(Changes))]
    public void A_change_while_the_weights_are_held_is_an_error(string change)
    {
        var data = Data();
        using var model = Model();
        using var average = AnAverage(model);
        using var held = Network.Hold(model);
        Logits(model, data, Batches);
        Change(model, average, change);

        Assert.Contains("while the weights were held", Assert.Throws<InvalidOperationException>(() => Logits(model, data, Batches)).Message);
    }

    [Theory]
    [InlineData("audio_fc.weight"), InlineData("visual_dialoguernn.dialog_rnn_r.dialogue_cell.p_cell.weight_ih"), InlineData("fc.weight")]
    [InlineData("text_fc.weight"), InlineData("multiattn.multiattn_text.multiattn_layers.0.attn_1.projection_matrix.weight")]
    public void A_single_number_that_is_written_after_the_last_hold_ended_counts(string name)
    {
        var data = Data();
        using var model = Model();
        float[] before;
        using (model.Hold())
        {
            using (model.Hold()) before = Logits(model, data, Batches);
            Assert.Equal(before, Logits(model, data, Batches));
        }
        var parameter = model.named_parameters().Single(pair => pair.name == name).parameter;
        MemoryMarshal.Cast<byte, float>(parameter.bytes)[0] += 1;

        Assert.NotEqual(before, Logits(model, data, Batches));
    }

    [Fact]
    public void A_step_of_training_while_the_weights_are_held_is_as_without()
    {
        float[] Trained(bool hold)
        {
            using var model = Model();
            using (hold ? model.Hold() : null) Step(model);
            return Logits(model, Data(), Batches);
        }

        Assert.Equal(Trained(hold: false), Trained(hold: true));
    }

    [Fact]
    public void Validation_in_several_batches_is_that_of_the_present_weights()
    {
        var data = Data();
        var loss = new MultiEmo.Models.Losses.TotalLoss(new(), data.ClassCounts());
        double Score(MultiEmoModel model) => ValidationScore.Of(model, data, loss, 2, CPU, TestContext.Current.CancellationToken).Loss;
        using var model = Model();
        double before = Score(model);
        Step(model);
        using var fresh = Model();
        Checkpoint.Write(fresh, Checkpoint.Read(model).ToDictionary(), "the other model");

        Assert.NotEqual(before, Score(model));
        Assert.Equal(Score(fresh), Score(model));
    }

    private static MultiEmoModel Model() => Tiny.Model(Tiny.Architecture("iemocap", gaps: true), ScalarType.Float32);

    private static ConversationDataset Data() => Tiny.Dataset("tav", true, 5, 3, 1, 9, 9, 2, 4);

    private static float[] Logits(MultiEmoModel model, ConversationDataset data, int[][] batches) =>
        Inference.Logits(model, data, batches, CPU, TestContext.Current.CancellationToken);

    private static void Change(MultiEmoModel model, MovingAverage average, string change)
    {
        switch (change)
        {
            case "step":
                Step(model);
                break;
            case "load":
                using (var other = new MultiEmoModel(Tiny.Architecture("iemocap", gaps: true)))
                    Checkpoint.Write(model, Checkpoint.Read(other).ToDictionary(), "another model");
                break;
            default:
                average.Swap();
                break;
        }
    }

    // Of other weights than the model has.
    private static MovingAverage AnAverage(MultiEmoModel model)
    {
        var average = new MovingAverage(model, 0.5);
        Step(model);
        return average;
    }

    private static void Step(MultiEmoModel model)
    {
        using var scope = NewDisposeScope();
        using var adam = new Adam(model.named_parameters(), 0.01, 0);
        var scores = model.call(Tiny.Batch(Data(), ScalarType.Float32));
        scores.Logits.square().sum().backward();
        adam.Step();
        adam.ZeroGradients();
    }
}
