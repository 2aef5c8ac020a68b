using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Extraction;
using MultiEmo.Tests.Conversations;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Extraction;

/// <summary>Turns find their clips in the trees that corpora are released as.</summary>
public sealed class TurnMediaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("sound"), InlineData("picture")]
    public void Meld_is_found_in_its_release(string kind)
    {
        var corpus = Corpus(Turn("train/0", Split.Train, "dia0_utt0.mp4"), Turn("dev/0", Split.Dev, "dia0_utt0.mp4"),
            Turn("test/0", Split.Test, "dia0_utt0.mp4"), Turn("dev/110", Split.Dev, "dia110_utt7.mp4"));
        Lay("train_splits/dia0_utt0.mp4", "dev_splits_complete/dia0_utt0.mp4", "output_repeated_splits_test/dia0_utt0.mp4",
            "output_repeated_splits_test/final_videos_testdia0_utt0.mp4", "output_repeated_splits_test/._dia0_utt0.mp4",
            "output_repeated_splits_test/dia99_utt9.mp4", "train_splits/dia110_utt7.mp4.txt");

        string?[] found = Find(corpus, kind == "sound" ? MediaKind.Sound : MediaKind.Picture);

        Assert.Equal(["train_splits/dia0_utt0.mp4", "dev_splits_complete/dia0_utt0.mp4", "output_repeated_splits_test/dia0_utt0.mp4", null], found);
    }

    [Fact]
    public void Iemocap_is_heard_in_its_sentences_and_seen_in_the_film_of_its_dialog()
    {
        IemocapTree.Write(folder.Path);
        var corpus = Iemocap.Read(folder.Path);
        Lay([.. Enumerable.Range(1, 5).SelectMany(session => Release(session, $"Ses0{session}F_impro01"))]);

        string?[] heard = Find(corpus, MediaKind.Sound), seen = Find(corpus, MediaKind.Picture);

        Assert.Equal("Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav", heard[0]);
        Assert.All(TurnPlace.All(corpus).Zip(heard), pair => Assert.Equal(pair.First.Turn.Media, pair.Second));
        Assert.All(seen.Index(), turn => Assert.StartsWith($"Session{(turn.Index / (seen.Length / 5)) + 1}/dialog/avi/DivX/Ses0", turn.Item));
        Assert.Equal("Session1/dialog/avi/DivX/Ses01F_impro01.avi 6.2901-8.2357", seen[0]);
    }

    [Fact]
    public void A_flat_folder_will_do()
    {
        var corpus = Corpus(Turn("a", Split.Train, "one.mp4"), Turn("b", null, "clips/two.mov"), Turn("c", null, "three"), Turn("d", null, null));
        Lay("one.MP4", "two.mov", "three.mkv", "four.mp4");

        Assert.Equal(["one.MP4", "two.mov", "three.mkv", null], Find(corpus, MediaKind.Picture));
    }

    [Fact]
    public void Of_files_that_differ_by_their_endings_the_best_is_taken()
    {
        var corpus = Corpus(Turn("a", null, "one.mp4"), Turn("b", null, "two.mov"));
        Lay("one.mp3", "one.wav", "one.mp4", "one.jpg", "two.mp4", "two.mov", "two.flac");

        Assert.Equal(["one.wav", "two.mov"], Find(corpus, MediaKind.Sound));
        Assert.Equal(["one.mp4", "two.mov"], Find(corpus, MediaKind.Picture));
    }

    [Fact]
    public void Turns_of_a_recording_have_their_stretch_of_it()
    {
        var first = new Utterance(0, "Ana", "One.", Start: 0, End: 1.5, Media: "all.mp4");
        var corpus = Corpus(new Conversation("c", null, [first, first with { Turn = 1, Start = 1.5, End = null }]),
            new Conversation("talk", null, [first with { Media = null }, first with { Turn = 1, Media = null, Start = null, End = null }]));
        Lay("all.mp4", "talk.avi");

        Assert.Equal(["all.mp4 0-1.5", "all.mp4 1.5-", "talk.avi 0-1.5", null], Find(corpus, MediaKind.Sound));
    }

    [Fact]
    public void A_clip_of_another_turn_is_not_taken_for_a_recording()
    {
        var spoken = new Utterance(0, "Ana", "One.", Start: 0, End: 1, Media: "c0.mp4");
        var corpus = Corpus(new Conversation("c0", null, [spoken, spoken with { Turn = 1, Media = "c1.mp4" }]));
        Lay("c0.mp4");

        Assert.Equal(["c0.mp4", null], Find(corpus, MediaKind.Sound));
    }

    [Fact]
    public void What_could_be_either_of_two_is_an_error()
    {
        var spoken = new Utterance(0, "Ana", "One.", Media: "one.mp4");
        var shared = new Conversation("a", null, [spoken, spoken with { Turn = 1 }]);
        Lay("x/one.mp4", "y/one.mp4");
        Assert.Contains("several files", Fault(Turn("a", null, "one.mp4")));
        File.Delete(Path.Combine(folder.Path, "x", "one.mp4"));
        Assert.Contains("no times", Fault(shared));
        Assert.Contains("no such folder", Assert.Throws<BadInputException>(() => new TurnMedia("nowhere", Corpus(shared), MediaKind.Sound)).Message);
    }

    [Fact]
    public void The_plan_is_the_same_wherever_the_folder_lies()
    {
        var corpus = Corpus(Turn("train/0", Split.Train, "dia0_utt0.mp4"), Turn("dev/0", Split.Dev, "dia0_utt0.mp4"));
        string[] files = ["here/train/dia0_utt0.mp4", "here/dev/dia0_utt0.mp4", "over/there/train/dia0_utt0.mp4", "over/there/dev/dia0_utt0.mp4"];
        Lay(files);
        foreach (string file in files) File.SetLastWriteTimeUtc(Path.Combine(folder.Path, file), DateTime.UnixEpoch);

        var keys = new[] { "here", "over/there" }
            .Select(place => TurnPlan.OfClips(corpus, Path.Combine(folder.Path, place), MediaKind.Sound))
            .Select(plan => string.Join('\n', plan.Items.Select(item => $"{item.Key}: {item.State}"))).ToArray();

        Assert.Equal(keys[0], keys[1]);
        Assert.StartsWith("train/dia0_utt0.mp4", keys[0]);
    }

    private static string[] Release(int session, string dialog) =>
    [
        .. new[] { "F000", "F001", "M000", "M001" }.Select(turn => $"Session{session}/sentences/wav/{dialog}/{dialog}_{turn}.wav"),
        $"Session{session}/dialog/avi/DivX/{dialog}.avi", $"Session{session}/dialog/avi/DivX/._{dialog}.avi",
        $"Session{session}/dialog/wav/{dialog}.wav",
    ];

    private static Conversation Turn(string id, Split? split, string? media) => new(id, split, [new Utterance(0, "Ana", "Hello.", Media: media)]);

    private static Corpus Corpus(params Conversation[] conversations) => new("small", EmotionSet.Meld, conversations);

    private string Fault(Conversation conversation)
    {
        var corpus = Corpus(conversation);
        var media = new TurnMedia(folder.Path, corpus, MediaKind.Sound);
        return Assert.Throws<BadInputException>(() => TurnPlace.All(corpus).Select(media.Find).ToList()).Message;
    }

    private string?[] Find(Corpus corpus, MediaKind kind)
    {
        var media = new TurnMedia(folder.Path, corpus, kind);
        return [.. TurnPlace.All(corpus).Select(place => media.Find(place) is { } clip ? Told(clip) : null)];
    }

    private string Told(Clip clip)
    {
        string path = Path.GetRelativePath(folder.Path, clip.Path).Replace('\\', '/');
        return clip.Start is null && clip.End is null ? path : FormattableString.Invariant($"{path} {clip.Start}-{clip.End}");
    }

    private void Lay(params string[] files)
    {
        foreach (string file in files)
        {
            string path = Path.Combine(folder.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "as long as any other");
        }
    }
}
