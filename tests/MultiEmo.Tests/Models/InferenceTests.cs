using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Baselines;
using MultiEmo.Tests.Models.Twins;
using MultiEmo.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>From models to predictions, whatever conversations run together.</summary>
[Collection(TorchTests.Name)]
public class InferenceTests
{
    private static readonly ConversationDataset Dataset = Tiny.Dataset("tav", true, 3, 6, 1, 4, 6);

    [Fact]
    public void Batches_by_length_are_longest_first_and_hold_every_conversation_once()
    {
        int[][] batches = [.. Inference.ByLength(Dataset, 2)];

        Assert.Equal([[1, 4], [3, 0], [2]], batches);
        Assert.Equal([[0, 1], [2, 3], [4]], Inference.InOrder(Dataset, 2));
    }

    [Fact]
    public void Logits_come_in_the_order_of_the_turns_whatever_the_batches()
    {
        using var model = Tiny.Model(Tiny.Architecture("iemocap", gaps: true), ScalarType.Float32);
        float[] together = Inference.Logits(model, Dataset, Inference.ByLength(Dataset, 3), CPU, TestContext.Current.CancellationToken);
        float[] alone = Inference.Logits(model, Dataset, [[4], [0], [2], [1], [3]], CPU, TestContext.Current.CancellationToken);

        Assert.Equal(Dataset.Turns * 3, together.Length);
        Tiny.Near([.. alone.Select(value => (double)value)], [.. together.Select(value => (double)value)], 1e-5);
    }

    [Fact]
    public void Inference_leaves_the_mode_of_the_model_as_it_was_and_can_be_stopped()
    {
        using var model = Tiny.Model(Tiny.Architecture("meld"), ScalarType.Float32);
        model.train();
        Inference.Logits(model, Dataset, Inference.InOrder(Dataset, 3), CPU, TestContext.Current.CancellationToken);

        Assert.True(model.training);
        var stopped = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => Inference.Logits(model, Dataset, Inference.InOrder(Dataset, 3), CPU, stopped));
    }

    [Fact]
    public void Logistic_regression_is_one_product_per_utterance_with_zeros_for_what_is_absent()
    {
        using var model = new LogisticRegression(Tiny.Architecture("meld"));
        Checkpoint.Write(model, Checkpoint.Read(Drawn(model)).ToDictionary(pair => pair.Key, pair => pair.Value), "drawn");
        float[] logits = Inference.Logits(model, Dataset, Inference.ByLength(Dataset, 2), CPU, TestContext.Current.CancellationToken);
        model.to(ScalarType.Float64);
        var weights = new Weights(model);
        var expected = Enumerable.Range(0, Dataset.Turns).SelectMany(row => weights.Linear("linear",
            [.. Modalities.All.SelectMany(modality => Dataset.Features(modality)!.Row(row).ToArray()).Select(value => (double)value)]));

        Tiny.Near([.. expected], [.. logits.Select(value => (double)value)], 1e-5);
    }

    [Fact]
    public void A_prediction_is_the_likeliest_label_with_its_probabilities_and_what_was_there()
    {
        float[] joy = [0.2f, 0.5f, 0.3f], calm = [0.6f, 0.1f, 0.3f];
        float[] probabilities = [.. Enumerable.Range(0, Dataset.Turns).SelectMany(row => row % 2 == 0 ? joy : calm)];
        var predictions = Predictions.Of(Dataset, probabilities);
        var turns = Dataset.Corpus.Conversations
            .SelectMany(conversation => conversation.Turns.Select(turn => $"{conversation.Id} {turn.Turn} {turn.Emotion}"));

        Assert.Equal(turns, predictions.Select(prediction => $"{prediction.Conversation} {prediction.Turn} {prediction.Truth}"));
        Assert.All(predictions.Index(), pair => Assert.Equal(pair.Index % 2 == 0 ? "joy" : "calm", pair.Item.Emotion));
        Assert.All(predictions.Index(), pair => Assert.Equal(Dataset.Audio!.Present[pair.Index], pair.Item.Present!.Contains("audio")));
    }

    [Fact]
    public void An_unknown_kind_of_model_gets_the_nearest_suggested()
    {
        var fault = Assert.Throws<BadInputException>(() => Network.Create(Tiny.Architecture("meld") with { Kind = "multemo" }));

        Assert.Contains("'multiemo'", fault.Remedy);
    }

    [Fact]
    public void A_conversation_without_the_speakers_of_the_corpus_order_numbers_them_by_first_turn()
    {
        using var scope = NewDisposeScope();
        var corpus = Dataset.Corpus with { Parties = ["Cy", "Bob", "Ada"] };
        var ordered = new ConversationDataset(corpus, Dataset.Text, null, null);
        var names = corpus.Conversations[2].Turns.Select(turn => turn.Speaker).ToArray();
        using var batch = new BatchBuilder(ordered).Build([2]);

        Assert.Equal(names.Select(name => (long)corpus.Parties.ToList().IndexOf(name)), batch.Speakers.data<long>().ToArray());
        using var own = new BatchBuilder(Dataset).Build([2]);
        Assert.Equal(0, own.Speakers.data<long>()[0]);
    }

    private static LogisticRegression Drawn(LogisticRegression model)
    {
        using var untracked = no_grad();
        foreach (var parameter in model.parameters()) parameter.normal_();
        return model;
    }
}
