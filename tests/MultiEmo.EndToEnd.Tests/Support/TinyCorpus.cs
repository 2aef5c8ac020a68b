using System.Globalization;
using System.Text;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>An invented corpus of twenty short conversations with three emotions, as a table of turns and a table of voices.</summary>
/// <param name="TestWord">A word in every turn of the test split.</param>
/// <param name="TestSpeaker">The name of a speaker of the test split.</param>
/// <param name="TestScale">Factor of the voices of the test split.</param>
/// <param name="TestShift">By how many places the emotions of the test split are moved in the list.</param>
public sealed record TinyCorpus(string TestWord = "well", string TestSpeaker = "Anna", double TestScale = 1, int TestShift = 0)
{
    /// <summary>The emotions, as an option has them.</summary>
    public const string Labels = "joy,anger,neutral";

    private static readonly string[] Emotions = Labels.Split(',');
    private static readonly string[][] Words =
    [
        ["wonderful", "great", "lovely", "happy", "hooray"],
        ["stop", "enough", "awful", "hate", "never"],
        ["table", "Tuesday", "okay", "maybe", "door"],
    ];

    /// <summary>Settings of a training that takes a moment.</summary>
    public static string[] Small { get; } =
        ["model.width=8", "model.hidden=8", "model.heads=2", "model.layers=1", "training.batch=4", "training.learning_rate=0.003"];

    /// <summary>Writes turns.csv and voices.csv.</summary>
    public void Write(string folder)
    {
        var chance = new Random(7);
        var turns = new StringBuilder("conversation,turn,speaker,text,emotion,split\n");
        var voices = new StringBuilder("conversation,turn,pitch,loudness\n");
        for (int conversation = 0; conversation < 20; conversation++)
            for (int turn = 0; turn < 6; turn++) Turn(chance, conversation, turn, turns, voices);
        File.WriteAllText(Path.Combine(folder, "turns.csv"), turns.ToString());
        File.WriteAllText(Path.Combine(folder, "voices.csv"), voices.ToString());
    }

    /// <summary>Writes the tables and runs prepare and extract, so that the folder has <c>corpus</c>.</summary>
    public void Prepare(string folder)
    {
        Write(folder);
        Tool.Run(folder, "prepare", "table", "--source", "turns.csv", "--labels", Labels, "--output", "corpus").Succeeded();
        Tool.Run(folder, "extract", "corpus", "--text", "tfidf").Succeeded();
        Tool.Run(folder, "extract", "corpus", "--audio", "table:voices.csv", "--name", "voice").Succeeded();
    }

    /// <summary>The arguments that train a small model on <c>corpus</c>.</summary>
    public static string[] Training(string output, int epochs, params string[] more) =>
        ["train", "corpus", "--recipe", "meld", "--output", output, "--threads", "1", "--set", .. Small, $"training.epochs={epochs}", .. more];

    private void Turn(Random chance, int conversation, int turn, StringBuilder turns, StringBuilder voices)
    {
        string split = conversation < 12 ? "train" : conversation < 16 ? "dev" : "test";
        bool test = split == "test";
        int mood = (conversation + chance.Next(2)) % 3, emotion = test ? (mood + TestShift) % 3 : mood;
        var words = Enumerable.Range(0, 4).Select(_ => Words[chance.Next(5) == 0 ? chance.Next(3) : mood][chance.Next(5)]);
        string speaker = turn % 2 == 0 ? "Ben" : test ? TestSpeaker : "Anna";
        string text = $"{string.Join(' ', words)} {(test ? TestWord : "well")}", place = $"c{conversation},{turn}";
        turns.Append(CultureInfo.InvariantCulture, $"{place},{speaker},{text},{Emotions[emotion]},{split}\n");
        double scale = test ? TestScale : 1, pitch = mood + chance.NextDouble(), loudness = chance.NextDouble();
        voices.Append(CultureInfo.InvariantCulture, $"{place},{scale * pitch:r},{scale * loudness:r}\n");
    }
}
