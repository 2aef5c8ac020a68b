using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Tests.Training;

namespace MultiEmo.Tests;

/// <summary>What an explanation says is what the model says of a corpus that lacks what is withheld.</summary>
/// <param name="trained">Trained runs.</param>
[Collection(TorchTests.Name)]
public class ExplanationTests(FinishedRun trained) : IClassFixture<FinishedRun>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, InlineData("run"), InlineData("baseline")]
    public void A_turn_is_predicted_as_in_the_whole_corpus(string name)
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        using var recognizer = Load(name);
        foreach (var expected in recognizer.Predict(corpus, stop: Stop).Predictions)
        {
            var explanation = recognizer.Explain(corpus, expected.Conversation, expected.Turn, Stop);
            Same(expected, explanation.Prediction);
            Assert.Equal(expected.Turn, explanation.Turn.Turn);
            Assert.Equal(expected.Present, explanation.Present[explanation.Place].Select(Modalities.Name));
        }
    }

    [Theory, InlineData("run"), InlineData("baseline")]
    public void Without_a_modality_it_is_predicted_as_in_a_corpus_whose_rows_are_marked_as_absent(string name)
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        using var recognizer = Load(name);
        var conversation = corpus.Corpus.Conversations.First(each => each.Turns.Count > 2);
        var explanation = recognizer.Explain(corpus, conversation.Id, conversation.Turns[1].Turn, Stop);

        Assert.Equal(4, explanation.Withheld.Count);
        foreach (var withheld in explanation.Withheld)
        {
            bool Taken(string id, int turn) => id == conversation.Id && (withheld.From == WithheldFrom.Conversation || turn == 1);
            var predictions = recognizer.Predict(Lacking(corpus, withheld.Modality, Taken), stop: Stop).Predictions;
            var expected = predictions.Single(each => each.Conversation == conversation.Id && each.Turn == explanation.Turn.Turn);
            Same(expected, withheld.Prediction);
            Assert.Equal(0, withheld.Change(explanation.Prediction).Sum(), 1e-5);
        }
    }

    [Fact]
    public void What_a_turn_never_had_changes_nothing_and_is_told()
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        using var recognizer = Load("run");
        var silent = recognizer.Predict(corpus, stop: Stop).Predictions.First(each => !each.Present.Contains("audio"));
        var explanation = recognizer.Explain(corpus, silent.Conversation, silent.Turn, Stop);
        var audio = explanation.Withheld.Single(each => each is { Modality: Modality.Audio, From: WithheldFrom.Turn });

        Assert.False(audio.Had);
        Assert.Equal(explanation.Prediction.Probabilities, audio.Prediction.Probabilities);
        Assert.Empty(explanation.Withheld.Single(each => each is { Modality: Modality.Text, From: WithheldFrom.Turn }).Prediction.Present);
    }

    [Fact]
    public void Attention_has_every_pair_and_layer_and_a_weight_for_every_turn()
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        using var recognizer = Load("run");
        var explanation = recognizer.Explain(corpus, "train/1", 0, Stop);

        Assert.Equal(["Text Audio 1", "Audio Text 1"], explanation.Attention.Select(step => $"{step.Query} {step.Partner} {step.Layer}"));
        Assert.All(explanation.Attention, step => Assert.Equal(2, step.Heads.Count));
        Assert.All(explanation.Attention.SelectMany(step => step.Heads), head => Assert.Equal(explanation.Conversation.Turns.Count, head.Count));
        Assert.Null(explanation.NoAttention);
        Assert.Contains(explanation.Remarks, remark => remark.Contains("training split"));
    }

    [Fact]
    public void A_model_without_attention_or_of_one_modality_says_so()
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        var single = trained.Tiny.TrainRun("single", TinyRun.Recipe with
        {
            Model = TinyRun.Recipe.Model with { Modalities = ["text"] },
            Loss = TinyRun.Recipe.Loss with { SoftHgr = 0 },
            Training = TinyRun.Recipe.Training with { Epochs = 1, Withhold = 0 },
        });
        var ablated = trained.Tiny.TrainRun("ablated", TinyRun.Recipe with
        {
            Model = TinyRun.Recipe.Model with { MultiAttn = false },
            Training = TinyRun.Recipe.Training with { Epochs = 1, Withhold = 0 },
        });
        Explanation Explained(string path)
        {
            using var recognizer = Recognizer.Load(path);
            return recognizer.Explain(corpus, "dev/0", 0, Stop);
        }
        Explanation one = Explained(single.Path), without = Explained(ablated.Path), baseline = Explained(trained.Baseline.Path);

        Assert.Empty(one.Withheld);
        Assert.Contains("text alone, which cannot be withheld", one.NothingWithheld);
        Assert.Contains("no other modality to ask", one.NoAttention);
        Assert.Contains("without MultiAttn", without.NoAttention);
        Assert.Contains(without.Remarks, remark => remark.Contains("never learnt to do without text"));
        Assert.Contains("logistic-regression", baseline.NoAttention);
        Assert.Contains(baseline.Remarks, remark => remark.Contains("zeros"));
        Assert.All([one, without, baseline], each => Assert.Empty(each.Attention));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Without_a_mask_what_is_absent_is_looked_at_as_zeros(bool mask)
    {
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        var run = trained.Tiny.TrainRun($"mask-{mask}", TinyRun.Recipe with
        {
            Model = TinyRun.Recipe.Model with { Mask = mask },
            Training = TinyRun.Recipe.Training with { Epochs = 1, Withhold = 0 },
        });
        using var recognizer = Recognizer.Load(run.Path);
        var silent = recognizer.Predict(corpus, stop: Stop).Predictions.First(each => !each.Present.Contains("audio"));
        var explanation = recognizer.Explain(corpus, silent.Conversation, silent.Turn, Stop);

        Assert.Equal(!mask, explanation.CanBeAsked(explanation.Place, Modality.Audio));
        Assert.Equal(!mask, explanation.Attention.Single(step => step.Partner == Modality.Audio).Mean[explanation.Place] > 0);
        Assert.Equal(!mask, explanation.Remarks.Any(remark => remark.Contains("without a mask")));
    }

    [Theory]
    [InlineData("1", 0, "no conversation '1'", "did you mean dev/1, test/1, train/1?")]
    [InlineData("tran/1", 0, "no conversation 'tran/1'", "train/1")]
    [InlineData("Ses01", 0, "no conversation 'Ses01'", "there are 13, such as train/0, train/1, train/2")]
    [InlineData("gaps", 3, "no turn 3", "it has 0, 2, 4-6, by the corpus' own numbers: the key 'turn' of conversations.jsonl")]
    public void What_is_not_there_is_told_with_what_is(string conversation, int turn, string problem, string remedy)
    {
        using var recognizer = Load("run");
        var corpus = conversation == "gaps" ? Gaps() : PreparedCorpus.Load(trained.Tiny.Corpus);
        var fault = Assert.Throws<BadInputException>(() => recognizer.Explain(corpus, conversation, turn, Stop));

        Assert.Contains(problem, fault.Problem);
        Assert.Contains(remedy, fault.Remedy);
    }

    private PreparedCorpus Gaps()
    {
        int[] numbers = [0, 2, 4, 5, 6];
        var conversation = new Conversation("gaps", Split.Test, [.. numbers.Select(turn => new Utterance(turn, "Ada", "words"))]);
        return PreparedCorpus.Create(trained.Tiny.In("gaps"), new Corpus("gaps", TinyCorpus.Emotions, [conversation]), force: true);
    }

    private PreparedCorpus Lacking(PreparedCorpus corpus, Modality modality, Func<string, int, bool> taken)
    {
        var changed = PreparedCorpus.Create(trained.Tiny.In("lacking"), corpus.Corpus, force: true);
        bool[] absent = [.. corpus.Corpus.Conversations.SelectMany(each => each.Turns.Select((_, turn) => taken(each.Id, turn)))];
        foreach (var entry in corpus.Features)
        {
            var matrix = corpus.ReadFeatures(entry.Name);
            bool[] present = [.. matrix.Present.Zip(absent, (there, gone) => there && !(gone && entry.Modality == modality))];
            changed.WriteFeatures(entry with { Sha256 = null }, matrix with { Present = present });
        }
        return changed;
    }

    private Recognizer Load(string name) => Recognizer.Load(name == "run" ? trained.Run.Path : trained.Baseline.Path);

    private static void Same(Prediction expected, Prediction actual)
    {
        Assert.Equal(expected.Emotion, actual.Emotion);
        Assert.Equal(expected.Truth, actual.Truth);
        Assert.Equal(expected.Present, actual.Present);
        Assert.All(expected.Probabilities.Zip(actual.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
