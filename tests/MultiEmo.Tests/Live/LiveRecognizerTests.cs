using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Storage;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Tests.Training;

namespace MultiEmo.Tests.Live;

/// <summary>Run folders without libtorch, beside the recognizer that has it.</summary>
/// <param name="trained">Trained runs.</param>
[Collection(TorchTests.Name)]
public class LiveRecognizerTests(FinishedRun trained) : IClassFixture<FinishedRun>
{
    private static readonly string[] Texts =
        ["I am so happy for you!", "", "I hate you, you stupid idiot!", "The meeting is at ten in the second room.", "Wow, what a surprise!"];

    [Theory, InlineData("run"), InlineData("baseline")]
    public void A_corpus_gets_the_predictions_of_the_torch_model(string name)
    {
        var stop = TestContext.Current.CancellationToken;
        var run = name == "run" ? trained.Run : trained.Baseline;
        var corpus = PreparedCorpus.Load(trained.Tiny.Corpus);
        using var torch = Recognizer.Load(run.Path);
        var live = LiveRecognizer.Load(run.Path);

        Assert.Equal(torch.Seed, live.Seed);
        Same(torch.Predict(corpus, stop: stop), live.Predict(corpus, stop: stop));
        Assert.Equal(live.Predict(corpus, 1, stop).Predictions[^1].Probabilities, live.Predict(corpus, 2, stop).Predictions[^1].Probabilities);
    }

    [Fact]
    public void The_model_that_ships_says_the_same_of_words()
    {
        var stop = TestContext.Current.CancellationToken;
        using var torch = Recognizer.LoadStarter();
        var live = LiveRecognizer.LoadStarter();
        var talk = new Conversation("talk", null, [.. Texts.Select((text, turn) => new Utterance(turn, turn % 2 == 0 ? "Ana" : "Ben", text))]);

        var all = live.Predict([talk], stop: stop);
        var chat = live.Begin("talk");

        Same(torch.Predict([talk], stop), all);
        Same(all, new Recognition([.. talk.Turns.Select(chat.Add)], all.Remarks));
        Assert.Equal(Texts.Length, chat.Turns);
        Assert.Empty(live.Remarks());
        Assert.Equal("joy", live.Begin().Add("Ana", Texts[0]).Emotion);
    }

    [Fact]
    public void What_words_cannot_give_is_absent_and_told_as_the_torch_model_tells_it()
    {
        var stop = TestContext.Current.CancellationToken;
        using var torch = Recognizer.Load(trained.Run.Path);
        var live = LiveRecognizer.Load(trained.Run.Path);
        var talk = new Conversation("talk", null, [new Utterance(0, "Ana", "Hello."), new Utterance(1, "Ben", "Hi.")]);

        Same(torch.Predict([talk], stop), live.Predict([talk], stop: stop));
        Assert.Contains("The audio features 'sound' are absent", live.Remarks()[1]);
    }

    [Fact]
    public void Features_may_be_given_where_words_are_not_enough()
    {
        var live = LiveRecognizer.Load(trained.Run.Path);
        var turn = new Utterance(7, "Ana", "Hello.");
        var bare = live.Begin().Add(turn);
        var voiced = live.Begin().Add(turn, live.Read(turn) with { Text = new float[5], Audio = new float[4] });

        Assert.Empty(bare.Present);
        Assert.Equal(["text", "audio"], voiced.Present);
        Assert.Equal(7, voiced.Turn);
        Assert.NotEqual(bare.Probabilities, voiced.Probabilities);
    }

    [Fact]
    public void Features_that_only_libtorch_makes_are_told_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(trained.Run.Path, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder.Path, Path.GetRelativePath(trained.Run.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var seed = new RunFolder(folder.Path).Seed(1);
        var data = RunData.Read(seed);
        var features = data.Features.Select(entry => entry.Modality == Modality.Text ? entry with { Extractor = "roberta" } : entry);
        Json.Write(Path.Combine(seed.Features, "data.json"), data with { Features = [.. features] });
        var live = LiveRecognizer.Load(folder.Path, 1);

        var fault = Assert.Throws<BadInputException>(() => live.Begin().Add("Ana", "Hello."));
        Assert.Contains("RoBERTa, which runs in libtorch alone", fault.Message);
        Assert.Contains("--engine torch", fault.Remedy);
        Assert.Contains("the run has no seed 9", Assert.Throws<BadInputException>(() => LiveRecognizer.Load(folder.Path, 9)).Message);
    }

    private static void Same(Recognition expected, Recognition actual)
    {
        Assert.Equal(expected.Remarks, actual.Remarks);
        foreach (var (one, other) in expected.Predictions.Zip(actual.Predictions))
        {
            Assert.Equal(one with { Probabilities = [], Present = [] }, other with { Probabilities = [], Present = [] });
            Assert.Equal(one.Present, other.Present);
            Tiny.Near([.. one.Probabilities.Select(value => (double)value)], [.. other.Probabilities.Select(value => (double)value)], 1e-4);
        }
        Assert.Equal(expected.Predictions.Count, actual.Predictions.Count);
    }
}
