using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

/// <summary>Whatever happens to a file: a corpus that holds together, or the one exception that says what is wrong.</summary>
[Properties(MaxTest = 200, Replay = "20230711,11")]
public sealed class MutatedFilesTests : IDisposable
{
    private const string MeldText =
        "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\r\n" +
        "1,\"Well, it’s \"\"late\"\".\",Ada,joy,positive,0,0,8,21,\"00:16:16,059\",\"00:16:21,731\"\r\n" +
        "2,No.,Ben,anger,negative,0,2,8,21,\"00:16:22,000\",\"00:16:23,000\"\r\n";

    private const string EmoryText =
        "Utterance,Speaker,Emotion,Scene_ID,Utterance_ID,Season,Episode,Start_Time,End_Time\n" +
        "\"Oh, no.\",\"['Ada', \"\"Ben's aunt\"\"]\",Joyful,1,1,1,2,00:00:02.877,00:00:07.548\n" +
        "Yes.,['Ben'],Sad,1,3,1,2,00:00:08.000,00:00:09.000\n";

    private const string TableText =
        "conversation,turn,speaker,text,emotion,split,start,end\n" +
        "a,0,Ada,\"Hi,\nyou.\",joy,train,0,1.5\nb,0,Ben,Oh.,anger,train,0:00:01,0:00:02\na,2,Ben,,,train,,\n";

    private const string JsonText =
        "{\"speaker\": \"Ada\", \"text\": \"Caf\\u00e9?\", \"start\": 0.5, \"end\": 1, \"emotion\": \"joy\"}\n" +
        "{\"conversation\": 3, \"turn\": 1, \"speaker\": \"Ben\", \"text\": \"Hm.\"}\n";

    private const string SrtText =
        "1\r\n00:00:01,000 --> 00:00:02,500\r\nAda: <i>Hi</i> &amp; bye.\r\n- Ben (laughing): No!\r\n\r\n" +
        "2\r\n00:00:03,000 --> 00:00:04,000\r\nYes.\r\n";

    private const string VttText =
        "WEBVTT\n\nNOTE none\n\nid\n00:01.000 --> 00:02.000 align:start\n" +
        "<v Ada>Hello <c>there</c>.</v> <v.loud Ben>Hi.</v>\n\n00:02.000 --> 00:03.000\n>> CLEO: Me.\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_are_sound_before_anything_happens_to_them()
    {
        HoldsInSplits("*_sent_emo.csv", MeldText, null, () => Required(Meld.Read(folder.Path), 6));
        HoldsInSplits("emorynlp_*_final.csv", EmoryText, null, () => Required(EmoryNlp.Read(folder.Path), 6));
        HoldsInFile("table.csv", TableText, null, path => Required(TableCorpus.Read(path), 3));
        HoldsInFile("table.tsv", TableText.Replace(',', '\t'), null, path => Required(TableCorpus.Read(path), 3));
        HoldsInFile("talk.jsonl", JsonText, null, path => Required(Transcripts.Read(path, EmotionSet.Meld), 2));
        HoldsInFile("film.srt", SrtText, null, path => Required(Transcripts.Read(path), 3));
        HoldsInFile("call.vtt", VttText, null, path => Required(Transcripts.Read(path), 3));
    }

    [Property]
    public void Meld_holds(DoNotSize<int> seed) => HoldsInSplits("*_sent_emo.csv", MeldText, seed.Item, () => Meld.Read(folder.Path));

    [Property]
    public void EmoryNlp_holds(DoNotSize<int> seed) => HoldsInSplits("emorynlp_*_final.csv", EmoryText, seed.Item, () => EmoryNlp.Read(folder.Path));

    [Property]
    public void Table_holds(DoNotSize<int> seed) => HoldsInFile("table.csv", TableText, seed.Item, path => TableCorpus.Read(path));

    [Property]
    public void Table_with_tabs_holds(DoNotSize<int> seed) =>
        HoldsInFile("table.tsv", TableText.Replace(',', '\t'), seed.Item, path => TableCorpus.Read(path, EmotionSet.Meld));

    [Property]
    public void Json_lines_hold(DoNotSize<int> seed) =>
        HoldsInFile("talk.jsonl", JsonText, seed.Item, path => Transcripts.Read(path, EmotionSet.Meld));

    [Property]
    public void SubRip_holds(DoNotSize<int> seed) => HoldsInFile("film.srt", SrtText, seed.Item, path => Transcripts.Read(path));

    [Property]
    public void WebVtt_holds(DoNotSize<int> seed) => HoldsInFile("call.vtt", VttText, seed.Item, path => Transcripts.Read(path));

    [Property]
    public void Iemocap_holds(DoNotSize<int> seed, bool keepUnlabelled)
    {
        if (!Directory.Exists(Path.Combine(folder.Path, "Session1"))) IemocapTree.Write(folder.Path);
        string[] paths = [IemocapTree.Transcription(folder.Path, 5, "Ses05F_impro01"), IemocapTree.Evaluation(folder.Path, 5, "Ses05F_impro01")];
        string path = paths[seed.Item & 1];
        byte[] sound = File.ReadAllBytes(path);
        File.WriteAllBytes(path, Mutation.Of(sound, seed.Item));
        Holds(() => Iemocap.Read(folder.Path, keepUnlabelled));
        File.WriteAllBytes(path, sound);
    }

    [Property]
    public void Random_bytes_hold(byte[] bytes)
    {
        foreach (string name in (string[])["r.csv", "r.tsv", "r.jsonl", "r.srt", "r.vtt"])
        {
            string path = Path.Combine(folder.Path, name);
            File.WriteAllBytes(path, bytes);
            Holds(() => Transcripts.IsTranscript(path) ? Transcripts.Read(path) : TableCorpus.Read(path));
        }
    }

    private void HoldsInSplits(string pattern, string text, int? seed, Func<Corpus> read)
    {
        byte[] sound = Encoding.UTF8.GetBytes(text);
        foreach (string split in (string[])["train", "dev"]) File.WriteAllBytes(Path.Combine(folder.Path, pattern.Replace("*", split)), sound);
        File.WriteAllBytes(Path.Combine(folder.Path, pattern.Replace("*", "test")), Mutated(sound, seed));
        Holds(read);
    }

    private void HoldsInFile(string name, string text, int? seed, Func<string, Corpus> read)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, Mutated(Encoding.UTF8.GetBytes(text), seed));
        Holds(() => read(path));
    }

    private static byte[] Mutated(byte[] sound, int? seed) => seed is { } chosen ? Mutation.Of(sound, chosen) : sound;

    private static Corpus Required(Corpus corpus, int turns)
    {
        Assert.Equal(turns, corpus.Conversations.Sum(conversation => conversation.Turns.Count));
        return corpus;
    }

    private static void Holds(Func<Corpus> read)
    {
        try
        {
            var corpus = read();
            CorpusCheck.Require(corpus);
            Assert.All(corpus.Conversations.SelectMany(conversation => conversation.Turns), AssertSound);
        }
        catch (BadInputException error)
        {
            Assert.False(string.IsNullOrWhiteSpace(error.Problem) || string.IsNullOrWhiteSpace(error.Remedy));
        }
    }

    private static void AssertSound(Utterance turn)
    {
        Assert.False(string.IsNullOrWhiteSpace(turn.Speaker));
        Assert.True(turn.Turn >= 0);
        Assert.True(turn.End is null || turn.Start is null || turn.Start <= turn.End);
    }
}
