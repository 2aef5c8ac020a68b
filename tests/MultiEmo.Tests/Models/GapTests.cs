using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>Absence is data: what an absent turn's features hold does not matter, that they are absent does.</summary>
[Collection(TorchTests.Name)]
public class GapTests
{
    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void The_features_of_an_absent_turn_change_nothing(string like)
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture(like, gaps: true));
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, 6, 3, 5));
        var rubbish = batch with { Text = Rubbish(batch.Text!), Audio = Rubbish(batch.Audio!), Visual = Rubbish(batch.Visual!) };
        var (plain, changed) = (model.call(batch), model.call(rubbish));
        var loss = new TotalLoss(new LossSettings(), [5, 5, 4]);

        Tiny.Near(Tiny.Values(plain.Logits), Tiny.Values(changed.Logits), 0);
        Assert.Equal(loss.Of(plain, batch.Labels)!.Total.item<double>(), loss.Of(changed, batch.Labels)!.Total.item<double>());
    }

    [Fact]
    public void That_a_turn_is_absent_changes_what_is_said_of_it()
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture("meld", gaps: true));
        var batch = Tiny.Batch(Tiny.Dataset("tav", false, 4));
        var absent = batch with { Text = batch.Text! with { Present = tensor(new[] { true, true, false, true }, [1, 4]) } };

        Assert.NotEqual(Tiny.Values(model.call(batch).Logits), Tiny.Values(model.call(absent).Logits));
    }

    [Fact]
    public void A_batch_without_gaps_is_the_same_with_all_turns_marked_as_present()
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture("iemocap", gaps: true));
        var batch = Tiny.Batch(Tiny.Dataset("tav", false, 4, 2));
        ModalityInput Marked(ModalityInput? input) => input! with { Present = ones_like(batch.Mask) };
        var marked = batch with { Text = Marked(batch.Text), Audio = Marked(batch.Audio), Visual = Marked(batch.Visual) };

        Tiny.Near(Tiny.Values(model.call(batch).Logits), Tiny.Values(model.call(marked).Logits), 1e-12);
    }

    [Fact]
    public void Only_an_incomplete_modality_has_a_vector_for_absent_turns()
    {
        Architecture architecture = Tiny.Architecture("meld"), gaps = architecture with { Gaps = [Modality.Visual] };
        using MultiEmoModel complete = Tiny.Model(architecture), incomplete = Tiny.Model(gaps);

        Assert.Equal(["visual_absent"], Names(incomplete).Except(Names(complete)));
        Assert.Empty(Names(complete).Except(Names(incomplete)));
        Assert.DoesNotContain(Names(complete), name => name.Contains("absent"));
    }

    [Fact]
    public void A_modality_that_the_model_needs_and_the_batch_lacks_is_named()
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture("meld"));
        var fault = Assert.Throws<BadInputException>(() => model.call(Tiny.Batch(Tiny.Dataset("tv", false, 3))));

        Assert.Contains("audio", fault.Message);
    }

    [Fact]
    public void Rows_that_do_not_match_the_turns_are_refused()
    {
        var dataset = Tiny.Dataset("t", false, 3, 2);
        var four = new FeatureMatrix(new float[8], new bool[4], 2);
        var fault = Assert.Throws<BadInputException>(() => new ConversationDataset(dataset.Corpus, null, four, null));

        Assert.Contains("the audio features have 4 rows, the corpus has 5 turns", fault.Message);
    }

    [Fact]
    public void An_unlabelled_turn_is_context_for_the_others()
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture("iemocap"));
        var dataset = Tiny.Dataset("tav", false, 4);
        var turns = dataset.Corpus.Conversations[0].Turns.Select((turn, t) => t == 1 ? turn with { Emotion = null } : turn);
        var talk = dataset.Corpus.Conversations[0] with { Turns = [.. turns] };
        var unlabelled = new ConversationDataset(dataset.Corpus with { Conversations = [talk] }, dataset.Text, dataset.Audio, dataset.Visual);
        var batch = Tiny.Batch(unlabelled);

        Assert.Equal(-1, batch.Labels[1].item<long>());
        Tiny.Near(Tiny.Values(model.call(Tiny.Batch(dataset)).Logits), Tiny.Values(model.call(batch).Logits), 0);
    }

    private static IEnumerable<string> Names(MultiEmoModel model) => model.named_parameters().Select(pair => pair.name);

    private static ModalityInput Rubbish(ModalityInput input) =>
        input with { Values = where(input.Present!.unsqueeze(-1), input.Values, full_like(input.Values, 1e6)) };
}
