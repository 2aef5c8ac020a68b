using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

/// <summary>A small prepared corpus with one feature file, in a folder that goes when the test does.</summary>
public sealed class SampleFolder : IDisposable
{
    /// <summary>Stands in the text and media of test, and nowhere else.</summary>
    public const string Marker = "marker of test";

    /// <summary>Stands in the feature rows of test, and nowhere else.</summary>
    public const float MarkerValue = 12345.5f;

    private readonly TemporaryFolder folder = new();

    /// <summary>Writes the corpus and its features.</summary>
    public SampleFolder()
    {
        var prepared = PreparedCorpus.Create(Path, Corpus, force: false);
        prepared.WriteFeatures(Entry, Matrix());
    }

    /// <summary>The corpus as it was written.</summary>
    public static Corpus Corpus { get; } = new("tiny", new EmotionSet("moods", ["calm", "joy", "anger"]),
    [
        new("train/0", Split.Train, [new(0, "Ada", "Naïve \"quoted\"\n☃", "calm", 0.5, 1.25, "a.wav"), new(3, "Bob", "",
            null) { OtherSpeakers = "Ada" }]),
        new("test/0", Split.Test, [new(0, Marker, Marker, "anger", 99.5, 100, Marker + ".wav")]),
        new("dev/0", Split.Dev, [new(0, "Cy", "Well", "joy"), new(1, "Ada", "Oh", "calm")]),
        new("loose", null, [new(0, "Ada", "No split", "joy")]),
        new("train/1", Split.Train, [new(0, "Ada", "Last", "anger")]),
    ])
    {
        Note = "invented",
        Parties = ["Ada", "Bob"],
        Remarks = ["one row of test was left out: " + Marker],
    };

    /// <summary>The entry of the feature file.</summary>
    public static FeatureEntry Entry { get; } = new("sums", Modality.Audio, 2, "invented", "sample", new Dictionary<string, string> { ["k"] = "v" });

    /// <summary>Where it lies.</summary>
    public string Path => System.IO.Path.Combine(folder.Path, "corpus");

    /// <summary>Its parts.</summary>
    public string CorpusJson => In("corpus.json");

    /// <summary>Its parts.</summary>
    public string Conversations => In("conversations.jsonl");

    /// <summary>Its parts.</summary>
    public string Features => In("features/sums.safetensors");

    /// <summary>Rows that tell their number, and the marker for test; the second row is absent.</summary>
    public static FeatureMatrix Matrix()
        => new([0, 0.5f, 0, 0, MarkerValue, MarkerValue, 3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f], [true, false, true, true, true, true, true], 2);

    /// <summary>A path in the corpus' folder.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Replaces a part of a text file.</summary>
    public static void Edit(string path, string old, string text)
    {
        string whole = File.ReadAllText(path);
        Assert.Contains(old, whole);
        File.WriteAllText(path, whole.Replace(old, text));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
