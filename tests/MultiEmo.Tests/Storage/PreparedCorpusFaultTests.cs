using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Storage;

public class PreparedCorpusFaultTests(SampleFolder shared) : IClassFixture<SampleFolder>
{
    [Theory]
    [InlineData("\"emotion\":\"joy\"", "\"emotion\":\"jyo\"", 3, "unknown emotion 'jyo'; did you mean 'joy'? known: calm, joy, anger")]
    [InlineData("\"split\":\"dev\"", "\"split\":\"devv\"", 3, "unknown split 'devv'; did you mean 'dev'?")]
    [InlineData("\"id\":\"dev/0\"", "\"id\":\"train/0\"", 3, "'train/0' stands in line 1 too")]
    [InlineData("\"turn\":3", "\"turn\":0", 1, "turn 0 stands twice")]
    [InlineData("\"turn\":3", "\"turn\":-1", 1, "turn -1 stands after turn 0")]
    [InlineData("\"turn\":3", "\"turn\":\"3\"", 1, "position 1: 'turn' is a string; write a whole number")]
    [InlineData("\"turn\":3", "\"turm\":3", 1, "'turn' is missing")]
    [InlineData("\"speaker\":\"Cy\"", "\"speaker\":7", 3, "'speaker' is the number 7; write a string")]
    [InlineData("\"start\":0.5", "\"start\":NaN", 1, "write null for what is unknown")]
    [InlineData("\"start\":0.5", "\"start\":1e999", 1, "write a number")]
    [InlineData("\"start\":0.5", "\"start\":\"\\ud800\"", 1, "'start' is a string")]
    [InlineData("\"text\":\"Well\"", "\"text\":\"\\ud800\"", 3, "surrogate")]
    [InlineData("\"text\":\"Well\"", "\"text\":\"Well\",\"text\":\"\"", 3, "JSON")]
    [InlineData("{\"id\":\"dev/0\"", "[{\"id\":\"dev/0\"", 3, "JSON")]
    [InlineData("\"turns\":[{\"turn\":0,\"speaker\":\"Cy\"", "\"turns\":3,\"t\":[{\"turn\":0,\"speaker\":\"Cy\"", 3,
        "'turns' is the number 3; write a list")]
    public void A_fault_of_a_conversation_is_told_with_its_line(string old, string text, int line, string said)
    {
        using var sample = new SampleFolder();
        SampleFolder.Edit(sample.Conversations, old, text);

        var fault = Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path));

        Assert.Equal((sample.Conversations, line), (fault.File, fault.Line));
        Assert.Contains(said, fault.Message);
    }

    [Theory]
    [InlineData("\"name\": \"tiny\",", "", "'name' is missing")]
    [InlineData("\"name\": \"tiny\"", "\"name\": \"tiny\",,", "JSON")]
    [InlineData("\"labels\": [", "\"labels\": [\"JOY\",", "'JOY' twice")]
    [InlineData("\"modality\": \"audio\"", "\"modality\": \"audoi\"", "did you mean 'audio'?")]
    [InlineData("\"name\": \"sums\"", "\"name\": \"../sums\"", "cannot name a feature file")]
    [InlineData("\"width\": 2", "\"width\": 0", "'width' is 0")]
    [InlineData("\"files\": []", "\"files\": [\"../../x\"]", "'../../x'")]
    [InlineData("\"turns\": 3", "\"turns\": 4", "3 turns in train, not 4")]
    [InlineData("\"dev\": {", "\"dve\": {", "did you mean 'dev'?")]
    [InlineData("\"remarks\": [", "\"remarks\": [1,", "write strings")]
    public void A_fault_of_the_corpus_file_is_told(string old, string text, string said)
    {
        using var sample = new SampleFolder();
        SampleFolder.Edit(sample.CorpusJson, old, text);

        Assert.Contains(said, Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path)).Message);
    }

    [Fact]
    public void Missing_files_are_told()
    {
        using var sample = new SampleFolder();

        File.Delete(sample.Features);
        Assert.Contains("no such file", Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path).ReadFeatures("sums")).Message);
        File.Delete(sample.Conversations);
        Assert.Contains("conversations.jsonl: there is no such file",
            Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path)).Message);
        File.Delete(sample.CorpusJson);
        Assert.Contains("no prepared corpus", Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path)).Message);
        Assert.Contains("no such folder", Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.In("nowhere"))).Message);
    }

    [Fact]
    public void Features_that_do_not_match_are_told_with_both_numbers()
    {
        using var sample = new SampleFolder();

        Assert.Contains("'values' has 6, conversations.jsonl has 7 turns", Fault(sample, new float[12], 6, 2));
        Assert.Contains("rows of 1 values, but corpus.json says 2", Fault(sample, new float[7], 7, 1));
        Assert.Contains("'present' has 6", Fault(sample, new float[14], 7, 2, new byte[6]));
        Assert.Contains("NaN stands in column 1 of the row of conversation 'train/0', turn 3", Fault(sample, [0, 0, 0, float.NaN, .. new float[10]],
            7, 2));
        Assert.Contains("its SHA-256 is another", Fault(sample, new float[14], 7, 2));
    }

    [Fact]
    public void Values_of_another_type_are_told_with_the_remedy()
    {
        using var sample = new SampleFolder();
        Safetensors.Write(sample.Features, [new("values", StoredTensor.Of(new double[14], 7, 2))]);

        Assert.Contains("astype(numpy.float32)",
            Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path).ReadFeatures("sums")).Message);
    }

    [Fact]
    public void Features_that_are_not_listed_are_told_with_what_to_add()
    {
        using var sample = new SampleFolder();
        File.Copy(sample.Features, sample.In("features/mine.safetensors"));
        File.Copy(sample.Features, sample.In("features/sums.fitted.safetensors"));
        var loaded = PreparedCorpus.Load(sample.Path);

        Assert.Contains("features/mine.safetensors is not used: add {\"name\": \"mine\"", loaded.Corpus.Remarks[^1]);
        Assert.Contains("add {\"name\": \"mine\"", Assert.Throws<BadInputException>(() => loaded.ReadFeatures("mine")).Message);
        Assert.Contains("did you mean 'sums'?", Assert.Throws<BadInputException>(() => loaded.ReadFeatures("sum")).Message);
    }

    [Fact]
    public void Rows_with_NaN_are_not_written_and_the_older_ones_stay()
    {
        using var sample = new SampleFolder();
        var loaded = PreparedCorpus.Load(sample.Path);
        var matrix = SampleFolder.Matrix();
        matrix.Values[13] = float.PositiveInfinity;

        Assert.Contains("conversation 'train/1', turn 0", Assert.Throws<BadInputException>(() => loaded.WriteFeatures(SampleFolder.Entry,
            matrix)).Message);
        Assert.Throws<BadInputException>(() => loaded.WriteFeatures(SampleFolder.Entry, new FeatureMatrix(new float[2], [true], 2)));
        Assert.Equal(SampleFolder.Matrix().Values, PreparedCorpus.Load(sample.Path).ReadFeatures("sums").Values);
    }

    [Fact]
    public void A_corpus_without_training_conversations_cannot_be_trained_on()
    {
        using var sample = new SampleFolder();
        File.WriteAllText(sample.CorpusJson, "{\"name\": \"x\", \"emotions\": [\"calm\", \"joy\", \"anger\"]}");
        SampleFolder.Edit(sample.Conversations, "\"split\":\"train\"", "\"split\":\"dev\"");

        Assert.Contains("no conversation is in the split train",
            Assert.Throws<BadInputException>(() => PreparedCorpus.LoadForTraining(sample.Path)).Message);
    }

    [Property(MaxTest = 150, Replay = "20230711,11")]
    public bool Mutated_conversations_are_read_or_refused(DoNotSize<int> seed) => IsReadOrRefused(shared.Conversations, seed.Item);

    [Property(MaxTest = 150, Replay = "20230711,11")]
    public bool A_mutated_corpus_file_is_read_or_refused(DoNotSize<int> seed) => IsReadOrRefused(shared.CorpusJson, seed.Item);

    private bool IsReadOrRefused(string part, int seed)
    {
        byte[] original = File.ReadAllBytes(part);
        try
        {
            return Mutated.IsReadOrRefused(part, Mutated.Copy(original, seed), _ => Loaded(shared.Path, part));
        }
        finally
        {
            File.WriteAllBytes(part, original);
        }
    }

    // A fault may lie in the one file or show in the other; both stand in the corpus' folder.
    private static void Loaded(string folder, string mutated)
    {
        try
        {
            var loaded = PreparedCorpus.Load(folder);
            foreach (var entry in loaded.Features) loaded.ReadFeatures(entry.Name);
        }
        catch (BadInputException fault)
        {
            Assert.StartsWith(folder, fault.File);
            throw new BadInputException(fault.Message, "", mutated);
        }
    }

    private static string Fault(SampleFolder sample, float[] values, int rows, int width, byte[]? present = null)
    {
        var tensors = new List<KeyValuePair<string, StoredTensor>> { new("values", StoredTensor.Of(values, rows, width)) };
        if (present is not null) tensors.Add(new("present", StoredTensor.Of(present, present.Length)));
        Safetensors.Write(sample.Features, tensors);
        return Assert.Throws<BadInputException>(() => PreparedCorpus.Load(sample.Path).ReadFeatures("sums")).Message;
    }
}
