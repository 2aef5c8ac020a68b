using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>Conversations of nothing, in a corpus' shape, with the widths of the paper's features; the same at every call.</summary>
/// <param name="shape">What they are like.</param>
/// <param name="seed">Which ones.</param>
internal sealed class InventedCorpus(CorpusShape shape, int seed)
{
    /// <summary>Width of the paper's text features.</summary>
    public const int Text = 768;

    /// <summary>Width of the paper's audio features.</summary>
    public const int Audio = 512;

    /// <summary>Width of the paper's visual features.</summary>
    public const int Visual = 1000;

    private readonly Random chance = new(seed);

    /// <summary>Some more conversations.</summary>
    /// <param name="count">How many.</param>
    /// <param name="longest">Turns of the first of them, which is the longest.</param>
    public ConversationDataset Take(int count, int longest)
    {
        Conversation[] conversations = [.. Enumerable.Range(0, count).Select(index => Conversation(index, index == 0 ? longest : Length(longest)))];
        int rows = conversations.Sum(conversation => conversation.Turns.Count);
        var corpus = new Corpus("invented", shape.Emotions, conversations);
        return new ConversationDataset(corpus, Noise(rows, Text), Noise(rows, Audio), Noise(rows, Visual));
    }

    // The sum of three even draws is nearly a bell, of deviation 1/2.
    private int Length(int longest)
    {
        double bell = chance.NextDouble() + chance.NextDouble() + chance.NextDouble() - 1.5;
        return Math.Clamp((int)Math.Round(shape.Mean + 2 * shape.Deviation * bell), 1, longest);
    }

    private Conversation Conversation(int index, int length)
    {
        int speakers = chance.Next(2, shape.MostSpeakers + 1);
        Utterance[] turns = [.. Enumerable.Range(0, length).Select(turn => Turn(turn, speakers))];
        return new Conversation($"invented/{index}", null, turns);
    }

    private Utterance Turn(int turn, int speakers) =>
        new(turn, $"speaker {chance.Next(speakers)}", "", shape.Emotions.Labels[chance.Next(shape.Emotions.Count)]);

    private FeatureMatrix Noise(int rows, int width)
    {
        var values = new float[rows * width];
        for (int i = 0; i < values.Length; i++) values[i] = chance.NextSingle() - 0.5f;
        return new FeatureMatrix(values, [.. Enumerable.Repeat(true, rows)], width);
    }
}
