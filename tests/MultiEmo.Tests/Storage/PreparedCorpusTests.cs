using System.Text;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Storage;

public class PreparedCorpusTests
{
    [Fact]
    public void A_corpus_comes_back_as_it_was()
    {
        using var sample = new SampleFolder();

        var loaded = PreparedCorpus.Load(sample.Path).Corpus;

        Assert.Equal(Json.Text(SampleFolder.Corpus), Json.Text(loaded));
    }

    [Fact]
    public void Features_come_back_with_their_entry()
    {
        using var sample = new SampleFolder();
        var loaded = PreparedCorpus.Load(sample.Path);

        var matrix = loaded.ReadFeatures("sums");

        Assert.Equal(SampleFolder.Matrix().Values, matrix.Values);
        Assert.Equal(SampleFolder.Matrix().Present, matrix.Present);
        var entry = Assert.Single(loaded.Features);
        Assert.Equal(Json.Text(SampleFolder.Entry with { Sha256 = entry.Sha256 }), Json.Text(entry));
        Assert.Equal(64, entry.Sha256!.Length);
    }

    [Fact]
    public void Only_the_rows_of_the_splits_loaded_are_read()
    {
        using var sample = new SampleFolder();

        Assert.Equal([3, 3.5f, 4, 4.5f], PreparedCorpus.LoadSplits(sample.Path, Split.Dev).ReadFeatures("sums").Values);
        Assert.Equal([0, 0.5f, 0, 0, 3, 3.5f, 4, 4.5f, 6, 6.5f], PreparedCorpus.LoadSplits(sample.Path, Split.Dev,
            Split.Train).ReadFeatures("sums").Values);
        Assert.Empty(PreparedCorpus.LoadSplits(sample.Path).Corpus.Conversations);
    }

    [Fact]
    public void Nothing_of_test_reaches_who_loads_for_training()
    {
        using var sample = new SampleFolder();

        var loaded = PreparedCorpus.LoadForTraining(sample.Path);
        var matrix = loaded.ReadFeatures("sums");

        Assert.Contains(SampleFolder.Marker, File.ReadAllText(sample.Conversations));
        Assert.DoesNotContain(SampleFolder.Marker, Json.Text(loaded.Corpus));
        Assert.DoesNotContain(SampleFolder.MarkerValue, matrix.Values);
        Assert.Equal(["train/0", "dev/0", "loose", "train/1"], loaded.Corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal([0, 0.5f, 0, 0, 3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f], matrix.Values);
    }

    [Fact]
    public void A_fault_of_a_test_row_does_not_show_while_training()
    {
        using var sample = new SampleFolder();
        var values = SampleFolder.Matrix().Values;
        values[4] = float.NaN;
        Safetensors.Write(sample.Features, [new("values", StoredTensor.Of(values, 7, 2))]);
        SampleFolder.Edit(sample.CorpusJson, "\"sha256\"", "\"old_sha256\"");

        Assert.Equal(12, PreparedCorpus.LoadForTraining(sample.Path).ReadFeatures("sums").Values.Length);
        Assert.Contains("conversation 'test/0', turn 0",
            Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path).ReadFeatures("sums")).Message);
    }

    [Fact]
    public void A_corpus_written_by_hand_needs_little()
    {
        using var sample = new SampleFolder();
        const string entry = "{\"name\": \"sums\", \"modality\": \"text\"}";
        const string turn = "{\"turn\": 5, \"speaker\": \"Ada\", \"emotion\": \"JOY\", \"mood\": [1]}";
        const string head = "\uFEFF{\"name\": \"mine\", \"emotions\": [\"calm\", \"joy\"], \"by\": 1";
        File.WriteAllText(sample.CorpusJson, head + ", \"features\": [" + entry + "]}");
        File.WriteAllText(sample.Conversations, "\r\n{\"id\": \"a\", \"turns\": [" + turn + "]}\r\n\r\n", Encoding.UTF8);
        Safetensors.Write(sample.Features, [new("values", StoredTensor.Of([1f, 2, 3], 1, 3))]);

        var loaded = PreparedCorpus.Load(sample.Path);

        Assert.Equal([new Utterance(5, "Ada", "", "joy")], Assert.Single(loaded.Corpus.Conversations).Turns);
        Assert.Equal(3, Assert.Single(loaded.Features).Width);
        Assert.Equal("given", loaded.Features[0].Extractor);
        Assert.Equal([true], loaded.ReadFeatures("sums").Present);
        Assert.Contains("'by' is unknown", Assert.Single(loaded.Corpus.Remarks));
    }

    [Fact]
    public void An_absent_row_may_hold_anything_and_is_read_as_zeros()
    {
        using var sample = new SampleFolder();
        var values = Enumerable.Repeat(float.NaN, 14).ToArray();
        Safetensors.Write(sample.Features, [new("values", StoredTensor.Of(values, 7, 2)), new("present", new StoredTensor("BOOL", [7],
            new byte[7]))]);
        SampleFolder.Edit(sample.CorpusJson, "\"sha256\"", "\"old_sha256\"");

        Assert.All(PreparedCorpus.Load(sample.Path).ReadFeatures("sums").Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Features_of_one_name_replace_each_other_and_the_users_keys_stay()
    {
        using var sample = new SampleFolder();
        SampleFolder.Edit(sample.CorpusJson, "{\n  \"name\"", "{\n  \"author\": \"Ada\",\n  \"name\"");
        var loaded = PreparedCorpus.Load(sample.Path);
        File.WriteAllText(loaded.FeaturePath("sums", ".fitted.json"), "{}");
        loaded.WriteFeatures(SampleFolder.Entry with { Files = ["sums.fitted.json"] }, SampleFolder.Matrix());
        loaded.WriteFeatures(SampleFolder.Entry with { Name = "other", Width = 1 }, new FeatureMatrix(new float[7], new bool[7], 1));

        loaded.WriteFeatures(SampleFolder.Entry with { Source = "again" }, SampleFolder.Matrix());

        Assert.False(File.Exists(loaded.FeaturePath("sums", ".fitted.json")));
        Assert.Equal(["again", "invented"], loaded.Features.Select(entry => entry.Source));
        Assert.Equal(Json.Text(loaded.Features), Json.Text(PreparedCorpus.Load(sample.Path).Features));
        Assert.Equal("Ada", JsonDocument.Parse(File.ReadAllText(sample.CorpusJson)).RootElement.GetProperty("author").GetString());
    }

    [Fact]
    public void A_corpus_is_replaced_with_its_features_only_by_force()
    {
        using var sample = new SampleFolder();
        File.WriteAllText(sample.In("features/sums.fitted.safetensors"), "");
        File.WriteAllText(sample.In("features/notes.txt"), "");

        var fault = Assert.Throws<BadInputException>(() => PreparedCorpus.Create(sample.Path, SampleFolder.Corpus, force: false));
        PreparedCorpus.Create(sample.Path, SampleFolder.Corpus with { Note = "second" }, force: true);

        Assert.Contains("--force", fault.Message);
        Assert.Equal("second", PreparedCorpus.Load(sample.Path).Corpus.Note);
        Assert.Equal(["notes.txt"], Directory.GetFiles(sample.In("features")).Select(Path.GetFileName));
        Assert.Empty(PreparedCorpus.Load(sample.Path).Features);
    }

    [Fact]
    public void A_folder_with_a_run_takes_no_corpus()
    {
        using var sample = new SampleFolder();
        File.WriteAllText(sample.In("recipe.json"), "{}");

        Assert.Throws<BadInputException>(() => PreparedCorpus.Create(sample.Path, SampleFolder.Corpus, force: true));
    }

    [Fact]
    public void A_corpus_without_labels_is_kept_but_not_trained_on()
    {
        using var sample = new SampleFolder();
        var unlabelled = new Corpus("talk", new EmotionSet("none", []), [new Conversation("talk", null, [new Utterance(0, "Ada", "Hello")])]);

        PreparedCorpus.Create(sample.Path, unlabelled, force: true);

        Assert.Equal(Json.Text(unlabelled), Json.Text(PreparedCorpus.Load(sample.Path).Corpus));
        Assert.Contains("fewer than two emotions", Assert.Throws<BadInputException>(() => PreparedCorpus.LoadForTraining(sample.Path)).Message);
    }

    [Fact]
    public void Equal_corpora_give_equal_bytes()
    {
        using var one = new SampleFolder();
        using var other = new SampleFolder();

        Assert.Equal(File.ReadAllBytes(one.CorpusJson), File.ReadAllBytes(other.CorpusJson));
        Assert.Equal(File.ReadAllBytes(one.Conversations), File.ReadAllBytes(other.Conversations));
        Assert.Equal(File.ReadAllBytes(one.Features), File.ReadAllBytes(other.Features));
    }
}
