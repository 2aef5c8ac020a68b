using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Storage.Pickles;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class AuthorsFilesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_form_of_MELD_is_read(int protocol)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "Speakers", Meld(), protocol);
        foreach (string name in new[] { "Text", "Audio", "Visual" }) Write(folder, name + "Features", Vectors(name), protocol);

        var authors = AuthorsFiles.Read(folder.Path);

        var corpus = authors.Corpus;
        Assert.Equal(["train/10", "train/9", "test/11"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal(Enumerable.Range(1, 3).Select(number => $"speaker {number}"), corpus.Parties);
        Assert.Equal(
            [new Utterance(0, "speaker 3", "Hi", "joy"), new Utterance(1, "speaker 1", "Café", "neutral")], corpus.Conversations[0].Turns);
        Assert.Equal([Split.Train, Split.Train, Split.Test], corpus.Conversations.Select(conversation => conversation.Split!.Value));
        Assert.Contains("about four points optimistic", corpus.Note);
        Assert.Equal([100, 1, 101, 1, 90, 1, 110, 1], authors.Features[Modality.Text].Values);
        Assert.All(authors.Features[Modality.Audio].Present, Assert.True);
        Assert.Equal([true, true, true, false], authors.Features[Modality.Visual].Present);
        Assert.Equal([100, 1, 101, 1, 90, 1, 0, 0], authors.Features[Modality.Visual].Values);
    }

    [Fact]
    public void The_form_of_IEMOCAP_is_read_with_its_training_ids_sorted()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "Speakers", Iemocap(), 2);
        Write(folder, "AudioFeatures", Table(("Ses01", new float[,] { { 1 }, { 2 } }), ("Ses02", new float[,] { { 3 } }), ("Ses05",
            new float[,] { { 4 } })), 2);

        var authors = AuthorsFiles.Read(folder.Path);

        Assert.Equal(["train/Ses01", "train/Ses02", "test/Ses05"], authors.Corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal(EmotionSet.Iemocap, authors.Corpus.Emotions);
        Assert.Equal(["M", "F"], authors.Corpus.Parties);
        Assert.Equal(["F", "M"], authors.Corpus.Conversations[0].Speakers);
        Assert.Null(authors.Corpus.Note);
        Assert.Equal([1, 2, 3, 4], authors.Features[Modality.Audio].Values);
    }

    [Fact]
    public void They_become_a_prepared_corpus()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "Speakers", Meld(), 4);
        Write(folder, "TextFeatures", Vectors("Text"), 4);

        string target = Path.Combine(folder.Path, "corpus");
        AuthorsFiles.Prepare(folder.Path, target, null, force: false);

        var training = PreparedCorpus.LoadForTraining(target);
        Assert.Equal("authors", Assert.Single(training.Features).Extractor);
        Assert.Equal([100, 1, 101, 1, 90, 1], training.ReadFeatures("text").Values);
    }

    [Fact]
    public void What_does_not_match_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("Speakers.pkl: there is no such file", Fault(folder));
        Write(folder, "Speakers", Meld(), 4);
        Assert.Contains("holds no feature file", Fault(folder));
        Write(folder, "TextFeatures", Table((9, new float[,] { { 1 } }), (10, new float[,] { { 1 } }), (11, new float[,] { { 1 } })), 4);
        Assert.Contains("1 vectors for conversation '10' of 2 labels", Fault(folder));
        Write(folder, "TextFeatures", Table((9, new float[,] { { 1, 2 } }), (10, new float[,] { { 1 }, { 1 } }), (11, new float[,] { { 1 } })), 4);
        Assert.Contains("'train/9' has 2 values where the first has 1", Fault(folder));
        Write(folder, "TextFeatures", Table((9, new float[,] { { 1 } }), (11, new float[,] { { 1 } })), 4);
        Assert.Contains("conversation '10' is missing", Fault(folder));
        Write(folder, "TextFeatures", Table((10, new float[,] { { 1 }, { float.NaN } })), 4);
        Assert.Contains("NaN or infinity stands in the vectors of conversation '10', turn 1", Fault(folder));
        Write(folder, "Speakers", Meld()[..8], 4);
        Assert.Contains("no tuple of 9 (IEMOCAP) or 10 (MELD) parts", Fault(folder));
    }

    [Property(MaxTest = 150, Replay = "20230711,11")]
    public bool Mutated_files_are_read_or_refused(DoNotSize<int> seed)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "Speakers", Meld(), 4);
        Write(folder, "TextFeatures", Vectors("Text"), 4);
        string path = Path.Combine(folder.Path, seed.Item % 2 == 0 ? "Speakers.pkl" : "TextFeatures.pkl");
        return Mutated.IsReadOrRefused(path, Mutated.Copy(File.ReadAllBytes(path), seed.Item), file => Read(folder.Path, file));
    }

    private static void Read(string folder, string mutated)
    {
        try
        {
            AuthorsFiles.Read(folder);
        }
        catch (BadInputException fault)
        {
            Assert.StartsWith(folder, fault.File);
            throw new BadInputException(fault.Message, "", mutated);
        }
    }

    private static string Fault(TemporaryFolder folder) => Assert.Throws<BadInputException>(() => AuthorsFiles.Read(folder.Path)).Message;

    private static void Write(TemporaryFolder folder, string name, object value, int protocol)
        => File.WriteAllBytes(Path.Combine(folder.Path, name + ".pkl"), PickleWriter.Dump(value, protocol));

    // Ids out of order, and a conversation that no split names.
    private static object?[] Meld() =>
    [
        null,
        Table((9, List(List(0, 1, 0))), (10, List(new float[] { 0, 0, 1 }, new float[] { 1, 0, 0 })), (11, List(List(1, 0, 0))), (12, List(List(1, 0,
            0)))),
        Table((9, List(6)), (10, List(4, 0)), (11, List(1)), (12, List(0))),
        null, null, null,
        Table((9, List("No")), (10, List("Hi", "Café")), (11, List("Oh")), (12, List("Unused"))),
        List(10, 9), new HashSet<object?> { 11 }, null,
    ];

    private static object?[] Iemocap() =>
    [
        null,
        Table(("Ses02", List("M")), ("Ses01", List("F", "M")), ("Ses05", List("F"))),
        Table(("Ses02", List(5)), ("Ses01", List(0, 1)), ("Ses05", List(2))),
        null, null, null,
        Table(("Ses02", List("Two")), ("Ses01", List("One", "And one")), ("Ses05", List("Five"))),
        List("Ses02", "Ses01"), List("Ses05"),
    ];

    private static Dictionary<object, object?> Vectors(string name)
    {
        float[] last = name == "Visual" ? [0, 0] : [110, 1];
        return Table((9, List(new float[] { 90, 1 })), (10, List(new float[] { 100, 1 }, List(101, 1.0))), (11, List(last)), (12, List()));
    }

    private static List<object?> List(params object?[] items) => [.. items];

    private static Dictionary<object, object?> Table(params (object Id, object? Value)[] entries)
        => entries.ToDictionary(entry => entry.Id, entry => entry.Value);
}
