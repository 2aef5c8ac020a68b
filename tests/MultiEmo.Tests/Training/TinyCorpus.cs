using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Training;

/// <summary>An invented corpus on disk, with text features and audio features that some turns lack.</summary>
public sealed record TinyCorpus
{
    /// <summary>Stands in every text and speaker of test, and nowhere else.</summary>
    public const string Marker = "MARKER-OF-TEST";

    public static EmotionSet Emotions { get; } = new("moods", ["calm", "joy", "anger"]);

    public int Training { get; init; } = 7;

    public int Validation { get; init; } = 3;

    public int Test { get; init; } = 3;

    /// <summary>What is drawn for test: another number gives other words, turns, labels and features, and nothing else.</summary>
    public int TestSeed { get; init; } = 1;

    /// <summary>How far features of test reach.</summary>
    public float TestSize { get; init; } = 1;

    /// <summary>A value in place of every training feature; null: features that tell the label.</summary>
    public float? TrainingFeatures { get; init; }

    /// <summary>Whether the first training conversation has no label at all, and the first turn of every other one neither.</summary>
    public bool Unlabelled { get; init; }

    /// <summary>Writes the corpus.</summary>
    public string Write(string folder)
    {
        (Random Chance, Split Split, int Count)[] parts =
            [(new(1), Split.Train, Training), (new(2), Split.Dev, Validation), (new(100 + TestSeed), Split.Test, Test)];
        var conversations = parts
            .SelectMany(part => Enumerable.Range(0, part.Count).Select(index => Conversation(part.Split, index, part.Chance))).ToArray();
        var prepared = PreparedCorpus.Create(folder, new Corpus("tiny", Emotions, conversations) { Note = "Invented for tests." }, force: false);
        Write(prepared, "words", Modality.Text, 5, conversations);
        Write(prepared, "sound", Modality.Audio, 4, conversations);
        return folder;
    }

    private Conversation Conversation(Split split, int index, Random chance)
    {
        string[] names = split == Split.Test ? [Marker, "Ada " + Marker] : ["Ada", "Bob", "Cy"];
        bool Hidden(int turn) => Unlabelled && split == Split.Train && (index == 0 || turn == 0);
        Utterance Turn(int turn)
        {
            string label = Emotions.Labels[chance.Next(3)], words = split == Split.Test ? $"{Marker} {chance.Next()}" : "words";
            return new(turn, names[chance.Next(names.Length)], words, Hidden(turn) ? null : label);
        }
        return new($"{split.Name()}/{index}", split, [.. Enumerable.Range(0, chance.Next(2, 5)).Select(Turn)]);
    }

    private void Write(PreparedCorpus corpus, string name, Modality modality, int width, Conversation[] conversations)
    {
        var rows = conversations.SelectMany(conversation => Rows(conversation, width, modality == Modality.Audio)).ToArray();
        var matrix = new FeatureMatrix([.. rows.SelectMany(row => row ?? new float[width])], [.. rows.Select(row => row is not null)], width);
        corpus.WriteFeatures(new FeatureEntry(name, modality, width, "invented", "given", new Dictionary<string, string>()), matrix);
    }

    // Each conversation draws for itself, so that what test holds does not move the others' numbers.
    private IEnumerable<float[]?> Rows(Conversation conversation, int width, bool gaps)
    {
        bool test = conversation.Split == Split.Test;
        var chance = new Random(conversation.Id.Sum(letter => letter) + width + (test ? 1000 * TestSeed : 0));
        foreach (var turn in conversation.Turns)
        {
            int label = turn.Emotion is null ? 0 : Emotions.IndexOf(turn.Emotion);
            float[] row = [.. Enumerable.Range(0, width).Select(d => (d == label ? 1 : 0) + chance.NextSingle() - 0.5f)];
            if (test) row = [.. row.Select(value => value * TestSize)];
            if (conversation.Split == Split.Train && TrainingFeatures is { } value) Array.Fill(row, value);
            yield return gaps && chance.Next(5) == 0 ? null : row;
        }
    }
}
