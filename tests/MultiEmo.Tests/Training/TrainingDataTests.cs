using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>What a run learns from and chooses on.</summary>
[Collection(TorchTests.Name)]
public class TrainingDataTests
{
    [Fact]
    public void The_official_dev_split_is_used_where_there_is_one()
    {
        using var tiny = new TinyRun();
        var data = tiny.Data();

        Assert.True(data.Official);
        Assert.Equal(["dev/0", "dev/1", "dev/2"], Ids(data.Validation));
        Assert.All(Ids(data.Train), id => Assert.StartsWith("train/", id));
        Assert.Equal(7, data.Train.Count);
    }

    [Fact]
    public void Else_a_share_of_the_training_conversations_is_cut_off_by_the_seed()
    {
        using var tiny = new TinyRun(new TinyCorpus { Training = 20, Validation = 0 });
        TrainingData first = tiny.Data(seed: 1), again = tiny.Data(seed: 1);

        Assert.False(first.Official);
        Assert.Equal(2, first.Validation.Count);
        Assert.Equal(Ids(first.Validation), Ids(again.Validation));
        Assert.Equal(20, Ids(first.Train).Union(Ids(first.Validation)).Count());
        Assert.Contains(Enumerable.Range(2, 5), seed => !Ids(tiny.Data(seed: seed).Validation).SequenceEqual(Ids(first.Validation)));
    }

    [Property(MaxTest = 200)]
    public bool A_cut_divides_the_conversations_and_leaves_none_of_the_two_empty(ushort count, double share, int seed)
    {
        int[] conversations = [.. Enumerable.Range(3, 2 + count % 200)];
        double part = double.IsFinite(share) ? Math.Abs(share) % 1 : 0.5;
        var (train, validation) = TrainingData.Cut(conversations, part, seed);
        var (trainAgain, validationAgain) = TrainingData.Cut(conversations, part, seed);
        return train.Length > 0 && validation.Length > 0
            && Math.Abs(validation.Length - part * conversations.Length) <= 1
            && train.Concat(validation).Order().SequenceEqual(conversations)
            && train.Order().SequenceEqual(train) && validation.Order().SequenceEqual(validation)
            && train.SequenceEqual(trainAgain) && validation.SequenceEqual(validationAgain);
    }

    [Fact]
    public void One_conversation_cannot_be_cut()
    {
        using var tiny = new TinyRun(new TinyCorpus { Training = 1, Validation = 0 });

        Assert.Throws<BadInputException>(() => tiny.Data());
    }

    [Fact]
    public void Gaps_count_where_training_or_validation_has_them_and_every_modality_when_some_are_withheld()
    {
        using var tiny = new TinyRun();
        var data = tiny.Data();
        Architecture Of(Recipe recipe) => data.Architecture(recipe);
        var kept = TinyRun.Recipe with { Training = TinyRun.Recipe.Training with { Withhold = 0 } };

        Assert.Equal([Modality.Audio], data.Gaps);
        Assert.Equal([Modality.Audio], Of(kept).Gaps);
        Assert.Equal([Modality.Text, Modality.Audio], Of(TinyRun.Recipe).Gaps);
        Assert.Empty(Of(ReleasedTrainer.Adapt(kept)).Gaps);
        Assert.Equal((5, 4, null), (Of(kept).Text, Of(kept).Audio, Of(kept).Visual));
    }

    [Fact]
    public void Without_a_label_to_learn_from_or_to_validate_on_it_is_refused()
    {
        using var tiny = new TinyRun(new TinyCorpus { Training = 1, Unlabelled = true });

        Assert.Contains("no utterance of the training split has an emotion", Assert.Throws<BadInputException>(() => tiny.Data()).Message);
    }

    [Fact]
    public void The_corpus_opened_for_training_has_no_test_split()
    {
        using var tiny = new TinyRun();
        var corpus = PreparedCorpus.LoadForTraining(tiny.Corpus);

        Assert.DoesNotContain(corpus.Corpus.Conversations, conversation => conversation.Split == Split.Test);
        Assert.Equal(corpus.Corpus.Conversations.Sum(conversation => conversation.Turns.Count), corpus.ReadFeatures("words").Rows);
    }

    private static string[] Ids(ConversationDataset dataset) => [.. dataset.Corpus.Conversations.Select(conversation => conversation.Id)];
}
