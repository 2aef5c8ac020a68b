using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class GoEmotionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_release_in_seven_classes_has_the_sizes_of_its_grouping()
    {
        var corpus = GoEmotions.Read(SharedData.Path("data", "goemotions"));

        Assert.Equal([39555, 4946, 4968], new[] { Split.Train, Split.Dev, Split.Test }.Select(split => corpus.Of(split).Count));
        Assert.All(corpus.Conversations, conversation => Assert.Single(conversation.Turns));
        Assert.Equal(["4794 comments have several emotions and are left out."], corpus.Remarks);
    }

    [Fact]
    public void The_labels_are_numbered_as_in_the_release()
    {
        string[] lines = File.ReadAllLines(SharedData.Path("data", "goemotions", "labels.txt"));

        Assert.Equal(lines.Where(line => line.Length > 0), EmotionSet.GoEmotions.Labels);
    }

    [Fact]
    public void Labels_of_one_class_are_one_emotion_and_of_several_are_left_out()
    {
        Write("So \"good\".\t0,17\ta1\nWhat?\t6,2\ta2\nHm.\t27\ta3\n");

        var corpus = GoEmotions.Read(folder.Path);

        Assert.Equal(["train/a1", "train/a3"], corpus.Of(Split.Train).Select(conversation => conversation.Id));
        Assert.Equal(new Utterance(0, "writer", "So \"good\".", "joy"), corpus.Conversations[0].Turns.Single());
        Assert.Equal("neutral", corpus.Conversations[1].Turns.Single().Emotion);
        Assert.Equal(["1 comments have several emotions and are left out."], corpus.Remarks);
    }

    [Fact]
    public void All_28_labels_may_be_kept()
    {
        Write("So good.\t0,17\ta1\nGreat!\t0\ta2\n");

        var corpus = GoEmotions.Read(folder.Path, EmotionSet.Parse("28"));

        Assert.Equal("admiration", corpus.Of(Split.Train).Single().Turns.Single().Emotion);
        Assert.Equal(28, corpus.Emotions.Count);
    }

    [Theory]
    [InlineData("Great!\t0\n", "parted by tabs")]
    [InlineData("Great!\t28\ta1\n", "'28' is no label number from 0 to 27")]
    [InlineData("Great!\tjoy\ta1\n", "'joy'")]
    [InlineData("Great!\t0\ta1\nAgain.\t0\ta1\n", "train/a1")]
    public void A_broken_line_is_told_with_its_number(string lines, string problem)
    {
        Write(lines);

        var fault = Assert.Throws<BadInputException>(() => GoEmotions.Read(folder.Path));

        Assert.Contains(problem, fault.Message);
        Assert.Contains("train.tsv:", fault.Message);
    }

    [Fact]
    public void A_missing_file_and_a_foreign_set_are_told()
    {
        Assert.Contains("train.tsv", Assert.Throws<BadInputException>(() => GoEmotions.Read(folder.Path)).Message);
        Write("Great!\t0\ta1\n");
        Assert.Contains("iemocap", Assert.Throws<BadInputException>(() => GoEmotions.Read(folder.Path, EmotionSet.Iemocap)).Message);
    }

    private void Write(string train)
    {
        File.WriteAllText(Path.Combine(folder.Path, "train.tsv"), train);
        File.WriteAllText(Path.Combine(folder.Path, "dev.tsv"), "Yes.\t27\tb1\n");
        File.WriteAllText(Path.Combine(folder.Path, "test.tsv"), "No.\t2\tc1\n");
    }
}
