using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Input that cannot be used ends in a message with file and remedy, never in a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Header = "conversation,turn,speaker,text,emotion,split\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_column() => Table("conversation,turn,text,emotion,split\na,0,hello,joy,train\n").Failed(1, "turns.csv:1", "'speaker'");

    [Fact]
    public void An_unknown_emotion_with_a_suggestion() => Table(Header + "a,0,Ben,hello,jooy,train\n").Failed(1, "turns.csv:2", "'jooy'", "'joy'");

    [Fact]
    public void A_turn_that_is_there_twice() => Table(Header + "a,0,Ben,hello,joy,train\na,0,Ben,again,joy,train\n").Failed(1, "turns.csv:3", "0");

    [Fact]
    public void An_unclosed_quote() => Table(Header + "a,0,Ben,\"hello,joy,train\n").Failed(1, "turns.csv:2", "quot");

    [Fact]
    public void Binary_rubbish()
    {
        byte[] rubbish = new byte[4096];
        new Random(3).NextBytes(rubbish);
        File.WriteAllBytes(folder.File("turns.csv"), rubbish);

        Prepare().Failed(1, "turns.csv");
    }

    [Fact]
    public void A_missing_split_file()
    {
        folder.Write("meld/train_sent_emo.csv", "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID\n1,Hi,Ben,joy,positive,0,0\n");

        Tool.Run(folder.Path, "prepare", "meld", "--source", "meld", "--output", "corpus").Failed(1, "meld", "dev_sent_emo.csv");
    }

    [Fact]
    public void A_foreign_pickle_is_refused_by_name_and_not_executed()
    {
        folder.Write("pickles/Speakers.pkl", $"cos\nsystem\n(S'touch {folder.File("executed")}'\ntR.");

        Tool.Run(folder.Path, "prepare", "authors", "--source", "pickles", "--output", "corpus").Failed(1, "Speakers.pkl", "os.system");

        Assert.False(File.Exists(folder.File("executed")));
    }

    [Fact]
    public void Truncated_features_and_a_truncated_model()
    {
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, TinyCorpus.Training("run", 1)).Succeeded();
        Truncate(folder.File("run", "seed-1", "model.safetensors"));
        Truncate(folder.File("corpus", "features", "voice.safetensors"));

        Tool.Run(folder.Path, "evaluate", "run", "--threads", "1").Failed(1, "model.safetensors");
        Tool.Run(folder.Path, TinyCorpus.Training("other", 1)).Failed(1, "voice.safetensors");
    }

    [Fact]
    public void A_corpus_that_is_gone_or_a_split_that_is_empty()
    {
        new TinyCorpus().Write(folder.Path);
        string[] lines = [.. File.ReadAllLines(folder.File("turns.csv")).Where(line => !line.EndsWith(",test", StringComparison.Ordinal))];
        File.WriteAllLines(folder.File("turns.csv"), lines);
        Prepare().Succeeded();
        Tool.Run(folder.Path, "extract", "corpus", "--text", "tfidf").Succeeded();
        Tool.Run(folder.Path, TinyCorpus.Training("run", 1)).Succeeded();

        Tool.Run(folder.Path, "evaluate", "run", "--threads", "1").Failed(1, "test", "--split");
        Tool.Run(folder.Path, "report", "run", "--output", "results.md").Failed(1, "multiemo evaluate run");
        Directory.Move(folder.File("corpus"), folder.File("elsewhere"));
        Tool.Run(folder.Path, "evaluate", "run", "--split", "dev").Failed(1, "corpus", "--corpus");
        Tool.Run(folder.Path, "evaluate", "run", "--split", "dev", "--corpus", "elsewhere", "--threads", "1").Succeeded();
    }

    [Fact]
    public void A_corpus_that_is_there_already_is_kept()
    {
        Table(Header + "a,0,Ben,hello,joy,train\n").Succeeded();

        Prepare().Failed(1, "corpus", "--force");
    }

    [Fact]
    public void Predictions_without_a_column_and_a_run_that_is_none()
    {
        folder.Write("p.csv", "truth,guess\njoy,joy\n");

        Tool.Run(folder.Path, "score", "p.csv", "--labels", "meld").Failed(1, "p.csv:1", "'prediction'");
        Tool.Run(folder.Path, "evaluate", folder.Path).Failed(1, "no run");
    }

    private Outcome Table(string text)
    {
        folder.Write("turns.csv", text);
        return Prepare();
    }

    private Outcome Prepare() =>
        Tool.Run(folder.Path, "prepare", "table", "--source", "turns.csv", "--labels", TinyCorpus.Labels, "--output", "corpus");

    private static void Truncate(string path)
    {
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength(stream.Length - 5);
    }
}
