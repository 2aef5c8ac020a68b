using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Evaluation;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests;

/// <summary>The model that ships: small, sensible, as good as its card says, and blind to everything but an utterance's own words.</summary>
[Collection(TorchTests.Name)]
public sealed class StarterModelTests : IDisposable
{
    private const long MostBytes = 8_000_000;
    private readonly Recognizer recognizer = Recognizer.LoadStarter();

    public StarterModelTests() => set_num_threads(1);

    public void Dispose() => recognizer.Dispose();

    [Fact]
    public void It_lies_beside_the_program_and_is_small()
    {
        string[] files = Directory.GetFiles(StarterModel.Folder, "*", SearchOption.AllDirectories);
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, MostBytes);
        Assert.True(recognizer.IsStarter);
        Assert.Equal(EmotionSet.Meld.Labels, recognizer.Emotions.Labels);
        Assert.Equal("goemotions", recognizer.Data.Corpus);
        Assert.Equal(Modality.Text, recognizer.Data.Features.Single().Modality);
    }

    [Fact]
    public void Its_card_names_data_licence_scores_and_limits()
    {
        string card = File.ReadAllText(StarterModel.Card);
        Assert.All(["GoEmotions", "Apache License, Version 2.0", "Reddit", "no voice, no face", "macro F1", "on meld, test", "on emorynlp, test"],
            words => Assert.Contains(words, card.ReplaceLineEndings(" ")));
    }

    [Theory]
    [InlineData("I am so happy for you!", "joy")]
    [InlineData("Thank you so much, I love it.", "joy")]
    [InlineData("I hate you, you stupid idiot!", "anger")]
    [InlineData("I'm so sad, I miss her and I can't stop crying.", "sadness")]
    [InlineData("I'm terrified, this is so scary.", "fear")]
    [InlineData("Ew, that is disgusting.", "disgust")]
    [InlineData("Wow, I did not expect that, what a surprise!", "surprise")]
    [InlineData("The meeting is at ten in the second room.", "neutral")]
    public void What_is_plainly_said_is_found(string text, string emotion) => Assert.Equal(emotion, Emotions(text).Single());

    [Fact]
    public void Each_utterance_is_judged_by_itself_however_many_there_are()
    {
        string[] texts = ["I am so happy for you!", "I hate you, you stupid idiot!", "The meeting is at ten."];
        string[] many = [.. Enumerable.Range(0, 3000).Select(turn => texts[turn % texts.Length])];

        var found = Emotions(many);

        Assert.Equal(many.Select(text => Emotions(text).Single()).Take(3), found.Take(3));
        Assert.Equal(texts.Length, many.Zip(found).Distinct().Count());
        Assert.Single(Emotions(string.Join(' ', Enumerable.Repeat("happy", 20_000))));
    }

    [Fact]
    public void Its_name_stands_for_it_unless_a_folder_has_that_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(StarterModel.Folder, StarterModel.Find(StarterModel.Name));
        Assert.Equal(folder.Path, StarterModel.Find(folder.Path));
    }

    [Fact]
    public void It_reaches_the_marks_on_comments_that_it_never_saw()
    {
        var corpus = GoEmotions.Read(SharedData.Path("data", "goemotions"));
        var test = corpus.Of(Split.Test);
        Assert.Equal(4968, test.Count);

        var predictions = recognizer.Predict(test, TestContext.Current.CancellationToken).Predictions;

        var metrics = Metrics.Of(recognizer.Emotions, predictions, test);
        Assert.True(metrics.WeightedF1 >= 0.66, $"weighted F1 {metrics.WeightedF1}");
        Assert.True(metrics.MacroF1 >= 0.58, $"macro F1 {metrics.MacroF1}");
    }

    private string[] Emotions(params string[] texts)
    {
        var conversation = new Conversation("talk", null, [.. texts.Select((text, turn) => new Utterance(turn, "Ana", text, null))]);
        return [.. recognizer.Predict([conversation], TestContext.Current.CancellationToken).Predictions.Select(each => each.Emotion)];
    }
}
