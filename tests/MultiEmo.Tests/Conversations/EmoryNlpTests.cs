using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class EmoryNlpTests : IDisposable
{
    private const string Header = "Utterance,Speaker,Emotion,Scene_ID,Utterance_ID,Season,Episode,Start_Time,End_Time";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_release_has_its_published_sizes()
    {
        var corpus = EmoryNlp.Read(SharedData.Path("data", "emorynlp"));
        Split[] splits = [Split.Train, Split.Dev, Split.Test];
        Assert.Equal([659, 89, 79], splits.Select(split => corpus.Of(split).Count));
        Assert.Equal([7551, 954, 984], splits.Select(split => corpus.Of(split).Sum(conversation => conversation.Turns.Count)));
        Assert.Equal(61, corpus.Conversations.Sum(conversation => conversation.Turns.Count(turn => turn.OtherSpeakers is not null)));
        Assert.Equal(["61 turns name several speakers; the first counts."], corpus.Remarks);
    }

    [Fact]
    public void A_conversation_is_a_scene_of_an_episode_of_a_season()
    {
        WriteSplits("Hi.,['Ada'],Joyful,3,1,1,2,00:00:02.877,00:00:07.548", "Hello.,['Ben'],Sad,3,1,2,2,,");
        var corpus = EmoryNlp.Read(folder.Path);
        Assert.Equal(["train/1-2-3", "train/2-2-3"], corpus.Of(Split.Train).Select(conversation => conversation.Id));
        Assert.Equal(new Utterance(1, "Ada", "Hi.", "Joyful", 2.877, 7.548), corpus.Conversations[0].Turns.Single());
    }

    [Fact]
    public void Labels_of_another_set_take_the_place_of_those_that_have_a_counterpart()
    {
        WriteSplits("Hi.,Ada,Joyful,3,1,1,2,,", "Hello.,Ben,Peaceful,3,2,1,2,,", "Oh.,Ada,Scared,3,3,1,2,,", "Go!,Ben,Mad,3,4,1,2,,",
            "No.,Ada,Sad,3,5,1,2,,", "Yes.,Ben,Powerful,3,6,1,2,,", "So.,Ada,Neutral,3,7,1,2,,");

        var corpus = EmoryNlp.Read(folder.Path, EmotionSet.Meld);

        Assert.Equal(["joy", null, "fear", "anger", "sadness", null, "neutral"], corpus.Of(Split.Train)[0].Turns.Select(turn => turn.Emotion));
        Assert.Equal(EmotionSet.Meld, corpus.Emotions);
        Assert.Contains(corpus.Remarks, remark => remark.Contains("turns are Peaceful or Powerful"));
        Assert.Throws<BadInputException>(() => EmoryNlp.Read(folder.Path, EmotionSet.Iemocap));
    }

    [Theory]
    [InlineData("\"['Ada', 'Ben', 'Cleo']\"", "Ada", "Ben, Cleo")]
    [InlineData("\"[\"\"Ada's aunt\"\"]\"", "Ada's aunt", null)]
    [InlineData("\"['Ada\\'s aunt', ]\"", "Ada's aunt", null)]
    [InlineData("Ada", "Ada", null)]
    public void The_first_of_several_speakers_counts_and_the_rest_is_kept(string cell, string speaker, string? others)
    {
        WriteSplits($"Hi.,{cell},Joyful,3,1,1,2,,");
        var turn = EmoryNlp.Read(folder.Path).Conversations[0].Turns.Single();
        Assert.Equal((speaker, others), (turn.Speaker, turn.OtherSpeakers));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("['Ada'")]
    [InlineData("['Ada' 'Ben']")]
    [InlineData("['']")]
    public void A_cell_that_is_no_list_of_speakers_is_refused(string cell)
    {
        WriteSplits($"Hi.,{cell},Joyful,3,1,1,2,,");
        var error = Assert.Throws<BadInputException>(() => EmoryNlp.Read(folder.Path));
        Assert.Contains("emorynlp_train_final.csv:2:", error.Message);
        Assert.Contains("is no list of speakers; write it as", error.Message);
    }

    [Fact]
    public void A_cell_with_very_many_speakers_does_not_hold_up_the_reader()
    {
        WriteSplits("Hi.,\"[" + string.Concat(Enumerable.Repeat("'Ada', ", 50_000)) + "]\",Joyful,3,1,1,2,,");
        Assert.Equal("Ada", EmoryNlp.Read(folder.Path).Conversations[0].Turns.Single().Speaker);
    }

    private void WriteSplits(params string[] rows)
    {
        foreach (string split in (string[])["train", "dev", "test"])
            File.WriteAllLines(Path.Combine(folder.Path, $"emorynlp_{split}_final.csv"), [Header, .. rows]);
    }
}
