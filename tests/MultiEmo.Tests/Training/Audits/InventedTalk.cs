using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Training.Audits;

/// <summary>An invented corpus without any fault, to plant some in: words, names, labels and what is absent are drawn for themselves.</summary>
public sealed class InventedTalk
{
    private static readonly string[] Syllables = ["ba", "ko", "ri", "ten", "mu", "sal", "vor", "di", "pel", "gan", "tu", "shi", "lor", "ne", "fra"];
    private static readonly string[] Stock = ["Yes.", "Oh my god.", "Okay.", "I do not know what to say to that."];
    private readonly string[] vocabulary;
    private int people;

    /// <summary>Draws a corpus.</summary>
    /// <param name="seed">Another number gives another size, other labels and another way of naming speakers.</param>
    /// <param name="known">Whether every person has a name of their own, whatever the seed.</param>
    public InventedTalk(int seed, bool known = false)
    {
        Chance = new Random(seed);
        vocabulary = [.. Enumerable.Range(0, 1200).Select(_ => string.Concat(Enumerable.Range(0, Chance.Next(1, 4)).Select(_ => Pick(Syllables))))];
        string[] labels = ["calm", "joy", "anger", "grief", "awe"];
        Emotions = new EmotionSet("moods", labels[..Chance.Next(3, 6)]);
        int naming = known ? 3 : Chance.Next(4);
        (Split Split, int Size)[] parts = [(Split.Train, Chance.Next(40, 120)), (Split.Dev, Chance.Next(15, 40)), (Split.Test, Chance.Next(20, 50))];
        foreach (var (split, size) in parts)
            for (int i = 0; i < size; i++) Conversations.Add(Draw($"{split.Name()}/{i}", split, naming));
        Features = [new(Modality.Text, "words", this), new(Modality.Audio, "voice", this), new(Modality.Visual, "face", this)];
    }

    public Random Chance { get; }

    public EmotionSet Emotions { get; }

    public List<Conversation> Conversations { get; } = [];

    public IReadOnlyList<InventedFeature> Features { get; }

    public IReadOnlyList<Utterance> Turns => [.. Conversations.SelectMany(conversation => conversation.Turns)];

    /// <summary>The rows of a split, in order.</summary>
    public int[] Rows(Split split) =>
        [.. Conversations.SelectMany(each => each.Turns.Select(_ => each.Split)).Index().Where(row => row.Item == split).Select(row => row.Index)];

    /// <summary>Puts other turns in place of all turns of a split.</summary>
    public void Edit(Split split, Func<Utterance, int, Utterance> edit)
    {
        int row = 0;
        for (int i = 0; i < Conversations.Count; i++)
        {
            if (Conversations[i].Split != split) continue;
            Conversations[i] = Conversations[i] with { Turns = [.. Conversations[i].Turns.Select(turn => edit(turn, row++))] };
        }
    }

    /// <summary>Writes the corpus.</summary>
    public PreparedCorpus Write(string folder)
    {
        var prepared = PreparedCorpus.Create(folder, new Corpus("invented", Emotions, Conversations), force: false);
        foreach (var feature in Features) feature.Write(prepared);
        return prepared;
    }

    private string Pick(string[] from) => from[Chance.Next(from.Length)];

    private Conversation Draw(string id, Split split, int naming)
    {
        int count = Chance.Next(2, 4), mood = Chance.Next(Emotions.Count);
        string[] names = [.. Enumerable.Range(0, count).Select(place => Named(naming, place))];
        return new Conversation(id, split, [.. Enumerable.Range(0, Chance.Next(2, 16)).Select(turn =>
        {
            int label = Chance.Next(5) < 2 ? mood : Math.Min(Chance.Next(Emotions.Count), Chance.Next(Emotions.Count));
            return new Utterance(turn, turn < count ? names[turn] : Pick(names), Text(), Emotions.Labels[label]);
        })]);
    }

    private string Named(int naming, int place) => naming switch
    {
        0 => "ABC"[place].ToString(),
        1 => $"speaker {place + 1}",
        2 => new[] { "Ada", "Bo", "Cy" }[place],
        _ => $"Nn{people % 15}{Syllables[people / 15 % 15]}{Syllables[people++ / 225]}",
    };

    private string Text() => Chance.Next(10) == 0
        ? Pick(Stock)
        : string.Join(' ', Enumerable.Range(0, Chance.Next(1, 18)).Select(_ => vocabulary[Math.Min(Chance.Next(1200), Chance.Next(1200))]));
}
