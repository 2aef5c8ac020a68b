using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Models.Text;
using MultiEmo.Tests.Support;
using MultiEmo.Tests.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests;

/// <summary>A run that was trained on a network's vectors predicts on new words, with the network beside it or found by its hash.</summary>
[Collection(TorchTests.Name)]
public sealed class RobertaRunTests : IDisposable
{
    private readonly TinyRun tiny = new();

    public void Dispose() => tiny.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public void New_words_get_the_emotions_that_the_corpus_gets(bool travels)
    {
        Prepare(travels);
        var corpus = PreparedCorpus.LoadSplits(tiny.Corpus, Split.Dev);
        using var recognizer = Recognizer.Load(tiny.In("run"));

        Assert.Equal(travels, File.Exists(Path.Combine(recognizer.Seed.Features, "roberta.model.safetensors")));
        var stored = recognizer.Predict(corpus, stop: Stop).Predictions;
        var fresh = recognizer.Predict(corpus.Corpus.Conversations, Stop);
        Assert.Empty(fresh.Remarks);
        foreach (var (one, other) in stored.Zip(fresh.Predictions))
            Assert.All(one.Probabilities.Zip(other.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Features_of_another_network_are_made_again_and_a_missing_network_is_told()
    {
        Prepare(travels: false);
        using var recognizer = Recognizer.Load(tiny.In("run"));
        var dev = PreparedCorpus.LoadSplits(tiny.Corpus, Split.Dev);
        var before = recognizer.Predict(dev, stop: Stop).Predictions;
        TinyRoberta.Write(tiny.In("other"), seed: 2);
        Extract(tiny.In("other"), travels: false);
        var after = recognizer.Predict(PreparedCorpus.LoadSplits(tiny.Corpus, Split.Dev), stop: Stop).Predictions;
        Assert.All(before.Zip(after), pair =>
            Assert.All(pair.First.Probabilities.Zip(pair.Second.Probabilities), each => Assert.Equal(each.First, each.Second, 1e-4f)));

        Directory.Delete(tiny.In("weights"), recursive: true);
        var fault = Assert.Throws<BadInputException>(() => recognizer.Predict(dev.Corpus.Conversations, Stop));
        Assert.Contains("need the weights weights with the SHA-256", fault.Message);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private void Prepare(bool travels)
    {
        set_num_threads(1);
        TinyRoberta.Write(tiny.In("weights"));
        Extract(tiny.In("weights"), travels);
        tiny.TrainRun("run", TinyRun.Recipe with { Features = new(Text: "roberta"), Model = TinyRun.Recipe.Model with { Modalities = ["text"] } });
    }

    private void Extract(string weights, bool travels)
    {
        var corpus = PreparedCorpus.Load(tiny.Corpus);
        using var extractor = RobertaExtractor.Load(new RobertaFiles(weights), new RobertaOptions { Context = new ContextOptions { Past = 2 } });
        var matrix = extractor.Features(corpus.Corpus.Conversations, Stop);
        string folder = Path.GetDirectoryName(corpus.FeaturePath("roberta", "safetensors"))!;
        var files = travels ? extractor.Save(folder, "roberta") : [];
        var entry = new FeatureEntry("roberta", Modality.Text, extractor.Width, "words", RobertaExtractor.Name, extractor.Describe());
        corpus.WriteFeatures(entry with { Files = files }, matrix);
    }
}
