using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using MultiEmo.Features.Samples;

namespace MultiEmo.Tests.Features.Samples;

public class SampleCorpusTests
{
    private static readonly SampleCorpus Sample = SampleCorpus.Generate();

    [Fact]
    public void The_same_seed_gives_the_same_corpus_and_another_seed_another()
    {
        var again = SampleCorpus.Generate();

        Assert.Equal(Texts(Sample), Texts(again));
        Assert.Equal(Sample.Voices[0]!.Samples(), again.Voices[0]!.Samples());
        Assert.Equal(Bytes(Sample.Visual.Values), Bytes(again.Visual.Values));
        Assert.NotEqual(Texts(Sample), Texts(SampleCorpus.Generate(2)));
    }

    [Fact]
    public void It_says_that_it_is_synthetic() => Assert.Contains("Synthetic", Sample.Corpus.Note);

    [Fact]
    public void Two_to_four_people_talk_in_each_of_three_splits()
    {
        Assert.Equal([120, 40, 60], Enum.GetValues<Split>().Select(split => Sample.Corpus.Of(split).Count));
        Assert.All(Sample.Corpus.Conversations, conversation => Assert.InRange(conversation.Speakers.Count, 2, 4));
        Assert.All(Sample.Corpus.Conversations, conversation => Assert.InRange(conversation.Turns.Count, 12, 18));
    }

    [Theory]
    [InlineData("neutral", 4710)]
    [InlineData("surprise", 1205)]
    [InlineData("fear", 268)]
    [InlineData("sadness", 683)]
    [InlineData("joy", 1743)]
    [InlineData("disgust", 271)]
    [InlineData("anger", 1109)]
    public void Classes_are_as_imbalanced_as_published(string emotion, int published)
    {
        foreach (var split in Enum.GetValues<Split>())
        {
            string?[] emotions = [.. Sample.Corpus.Of(split).SelectMany(conversation => conversation.Turns).Select(turn => turn.Emotion)];
            double part = emotions.Count(other => other == emotion) / (double)emotions.Length;
            Assert.InRange(part / (published / 9989.0), 0.3, 2.5);
        }
    }

    [Fact]
    public void Moods_persist_in_a_speaker_and_spread_from_the_one_before()
    {
        var pairs = Sample.Corpus.Conversations.SelectMany(conversation => conversation.Turns.Zip(conversation.Turns.Skip(1))).ToArray();
        double same = Share(pairs.Where(pair => pair.First.Speaker == pair.Second.Speaker));
        double other = Share(pairs.Where(pair => pair.First.Speaker != pair.Second.Speaker));

        Assert.InRange(same, 0.75, 0.95);
        Assert.InRange(other, 0.5, 0.9);
    }

    [Fact]
    public void A_few_turns_have_no_voice_and_a_few_no_face()
    {
        Assert.InRange(Sample.Voices.Count(voice => voice is null) / (double)Sample.Voices.Count, 0.01, 0.04);
        Assert.InRange(Sample.Visual.Present.Count(present => !present) / (double)Sample.Visual.Rows, 0.03, 0.08);
    }

    [Fact]
    public void Turns_follow_one_another_without_overlap()
    {
        foreach (var conversation in Sample.Corpus.Conversations)
        {
            Assert.True(conversation.Turns[0].Start > 0);
            Assert.All(conversation.Turns, turn => Assert.InRange(turn.End!.Value - turn.Start!.Value, 1 - 1e-9, 3 + 1e-9));
            Assert.All(conversation.Turns.Zip(conversation.Turns.Skip(1)), pair => Assert.True(pair.Second.Start > pair.First.End));
        }
    }

    [Fact]
    public void Alike_moods_share_most_of_their_sentences_and_no_sentence_has_a_hole()
    {
        string[] joy = Openings("joy"), surprise = Openings("surprise");
        Assert.InRange(joy.Intersect(surprise).Count() / (double)joy.Union(surprise).Count(), 0.5, 1);
        Assert.All(Texts(Sample), text => Assert.DoesNotContain('{', text));
    }

    // Always the commonest class: its weighted F1 leaves room for thirty points.
    [Fact]
    public void The_majority_class_alone_scores_little()
    {
        string?[] test = [.. Sample.Corpus.Of(Split.Test).SelectMany(conversation => conversation.Turns).Select(turn => turn.Emotion)];
        double part = test.Count(emotion => emotion == "neutral") / (double)test.Length;
        Assert.InRange(2 * part / (1 + part) * part, 0.2, 0.38);
    }

    private static string[] Openings(string emotion) => [.. Sample.Corpus.Conversations.SelectMany(conversation => conversation.Turns)
        .Where(turn => turn.Emotion == emotion).Select(turn => string.Join(' ', turn.Text.Split(' ').Take(2))).Distinct()];

    private static double Share(IEnumerable<(Utterance First, Utterance Second)> pairs)
        => pairs.Average(pair => pair.First.Emotion == pair.Second.Emotion ? 1 : 0);

    private static IEnumerable<string> Texts(SampleCorpus sample)
        => sample.Corpus.Conversations.SelectMany(conversation => conversation.Turns).Select(turn => turn.Text);

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();
}
