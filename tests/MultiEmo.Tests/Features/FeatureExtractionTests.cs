using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Samples;
using MultiEmo.Features.Text;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;
using MultiEmo.Tests.Features.Tables;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features;

public sealed class FeatureExtractionTests : IDisposable
{
    private static readonly TfidfExtractorOptions Narrow = new() { Reduction = new TruncatedSvdOptions { Components = 8 } };
    private static readonly SampleOptions Few = new() { Training = 6, Validation = 2, Test = 2 };
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void New_words_get_the_vectors_that_the_corpus_stores()
    {
        var corpus = Prepared(SampleCorpus.Generate(5, Few).Corpus);
        var entry = ExtractText(corpus, "words");
        string features = Path.GetDirectoryName(corpus.FeaturePath("words", "safetensors"))!;

        var stored = PreparedCorpus.Load(corpus.Folder).ReadFeatures("words");
        var fresh = FittedExtractors.Extract(entry, features, corpus.Corpus.Conversations, stop: Stop);

        Assert.Null(fresh.Remark);
        Assert.Equal(stored.Values, fresh.Matrix.Values);
        Assert.Equal(["words.fitted.safetensors"], entry.Files);
        Assert.Equal("tfidf", PreparedCorpus.Load(corpus.Folder).Features.Single().Extractor);
    }

    [Fact]
    public void Words_of_validation_and_test_reach_no_fitted_number()
    {
        var sample = SampleCorpus.Generate(5, Few).Corpus;
        var marked = sample with { Conversations = [.. sample.Conversations.Select(Mark)] };

        Assert.Equal(FittedBytes("plain", sample), FittedBytes("marked", marked));
    }

    [Fact]
    public void A_turn_without_words_has_no_text()
    {
        var sample = SampleCorpus.Generate(5, Few).Corpus;
        var first = sample.Conversations[0];
        var silent = first with { Turns = [first.Turns[0] with { Text = "  " }, .. first.Turns.Skip(1)] };
        var corpus = Prepared(sample with { Conversations = [silent, .. sample.Conversations.Skip(1)] });
        ExtractText(corpus, "words");

        Assert.Equal([false, true], corpus.ReadFeatures("words").Present[..2]);
    }

    [Fact]
    public void A_table_becomes_a_feature_file_with_its_sources_and_statistics()
    {
        var corpus = Prepared(TableCorpus.With(2, 1, 0));
        string path = TableCorpus.Write(folder.Path, "t.csv", "conversation,turn,x", "train/0,0,1", "train/0,1,3", "dev/0,0,5");

        var table = FeatureExtraction.ExtractTable(corpus, Modality.Visual, path, "faces");

        Assert.Equal([-1f, 1f, 3f], corpus.ReadFeatures("faces").Values);
        Assert.Equal((Modality.Visual, "table", "t.csv"), (table.Entry.Modality, table.Entry.Extractor, table.Entry.Source));
        Assert.Equal(64, table.Entry.Settings["rows:sha256:t.csv"].Length);
        Assert.True(File.Exists(corpus.FeaturePath("faces", "fitted.safetensors")));
    }

    [Theory]
    [InlineData("table", "a table has no values for a new recording")]
    [InlineData("authors", "the authors' feature files hold only their own utterances")]
    [InlineData("given", "'given'")]
    public void Features_that_cannot_be_made_are_absent_and_it_is_said(string extractor, string why)
    {
        var entry = new FeatureEntry("prosody", Modality.Audio, 4, "somewhere", extractor, new Dictionary<string, string>());

        var made = FittedExtractors.Extract(entry, folder.Path, TableCorpus.With(3, 0, 0).Conversations, stop: Stop);

        Assert.Equal([false, false, false], made.Matrix.Present);
        Assert.Equal(4, made.Matrix.Width);
        Assert.Contains(why, made.Remark);
    }

    [Fact]
    public void An_empty_training_split_is_an_error()
    {
        var corpus = Prepared(TableCorpus.With(0, 2, 2));
        Assert.Contains("training split is empty", Assert.Throws<BadInputException>(() => ExtractText(corpus, "words")).Message);
    }

    [Fact]
    public void A_name_that_leaves_the_folder_is_refused()
    {
        var corpus = Prepared(TableCorpus.With(3, 0, 0));
        Assert.Throws<BadInputException>(() => ExtractText(corpus, "../words"));
    }

    [Fact]
    public void The_sample_folder_has_features_of_all_three_modalities()
    {
        string recordings = Path.Combine(folder.Path, "recordings");
        var corpus = SampleFolder.Write(Path.Combine(folder.Path, "sample"), recordings, force: false, options: Few, stop: Stop);
        var extracted = SampleFolder.ExtractVoices(corpus, recordings, SoundSet.Prosody, new ExtractionOptions(), Stop);

        Assert.Equal([Modality.Text, Modality.Visual, Modality.Audio], corpus.Features.Select(entry => entry.Modality));
        Assert.Equal("prosody", extracted.Entry!.Extractor);
        Assert.All(extracted.Report, row => Assert.Equal(TurnStatus.Missing, row.Status));
        var turns = corpus.Corpus.Conversations.SelectMany(conversation => conversation.Turns);
        Assert.Equal(turns.Select(turn => turn.Media is not null), corpus.ReadFeatures("prosody").Present);
        Assert.Contains("Synthetic", PreparedCorpus.Load(corpus.Folder).Corpus.Note);
    }

    private static FeatureEntry ExtractText(PreparedCorpus corpus, string name)
        => FeatureExtraction.ExtractText(corpus, name, Narrow, stop: TestContext.Current.CancellationToken);

    private PreparedCorpus Prepared(Corpus corpus, string name = "corpus")
        => PreparedCorpus.Create(Path.Combine(folder.Path, name), corpus, force: false);

    private byte[] FittedBytes(string name, Corpus sample)
    {
        var corpus = Prepared(sample, name);
        ExtractText(corpus, "words");
        return File.ReadAllBytes(corpus.FeaturePath("words", "fitted.safetensors"));
    }

    private static Conversation Mark(Conversation conversation) => conversation.Split == Split.Train
        ? conversation
        : conversation with { Turns = [.. conversation.Turns.Select(turn => turn with { Text = turn.Text + " zyzzyva" })] };
}
