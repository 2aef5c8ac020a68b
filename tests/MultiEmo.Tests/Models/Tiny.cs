using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Training;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models;

/// <summary>Models and conversations so small that every law can be tried on all of their kinds.</summary>
public static class Tiny
{
    /// <summary>The seven non-empty subsets of text, audio and visual, by their letters.</summary>
    public static IReadOnlyList<string> Subsets { get; } = ["tav", "ta", "tv", "av", "t", "a", "v"];

    /// <summary>Three invented emotions.</summary>
    public static EmotionSet Emotions { get; } = new("moods", ["calm", "joy", "anger"]);

    /// <summary>Every kind of network: like iemocap or meld, each subset of modalities, with gaps and without.</summary>
    public static TheoryData<string, string, bool> Kinds =>
        [.. from like in new[] { "iemocap", "meld" } from subset in Subsets from gaps in new[] { false, true } select (like, subset, gaps)];

    /// <summary>Like iemocap: bidirectional with text context; like meld: neither.</summary>
    public static Architecture Architecture(string like, string modalities = "tav", bool gaps = false) => new()
    {
        Labels = Emotions.Labels,
        Text = modalities.Contains('t') ? 5 : null,
        Audio = modalities.Contains('a') ? 4 : null,
        Visual = modalities.Contains('v') ? 3 : null,
        Gaps = gaps ? Of(modalities) : [],
        Width = 8,
        Hidden = 12,
        Heads = 2,
        Classifier = like == "iemocap" ? 8 : 16,
        Bidirectional = like == "iemocap",
        TextContext = like == "iemocap",
    };

    /// <summary>A model no parameter of which is 0 or 1, as some are when freshly drawn; it does not train.</summary>
    public static MultiEmoModel Model(Architecture architecture, ScalarType type = ScalarType.Float64)
    {
        Seeds.Start(1);
        var model = new MultiEmoModel(architecture);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var parameter in model.parameters()) parameter.normal_(0, 0.4);
        model.to(type);
        model.eval();
        return model;
    }

    /// <summary>Invented conversations of some lengths, of one, two, three … speakers in turn.</summary>
    /// <param name="modalities">Letters of the modalities that have features.</param>
    /// <param name="gaps">Whether a third of the turns lacks a modality, and the second conversation the last of them wholly.</param>
    /// <param name="lengths">Turns of each conversation.</param>
    public static ConversationDataset Dataset(string modalities, bool gaps, params int[] lengths)
    {
        var random = new Random(5);
        string[] names = ["Ada", "Bob", "Cy"];
        Utterance Turn(int turn, int speakers) => new(2 * turn, names[random.Next(speakers)], "words", Emotions.Labels[random.Next(Emotions.Count)]);
        var conversations = lengths.Select((length, index) =>
            new Conversation($"talk/{index}", Split.Train, [.. Enumerable.Range(0, length).Select(turn => Turn(turn, 1 + index % 3))]));
        var corpus = new Corpus("invented", Emotions, [.. conversations]);
        FeatureMatrix? Features(char letter, int width)
        {
            if (!modalities.Contains(letter)) return null;
            bool[] present = [.. Enumerable.Range(0, lengths.Sum()).Select(_ => !gaps || random.NextDouble() > 0.3)];
            if (gaps && lengths.Length > 1 && letter == modalities[^1]) Array.Fill(present, false, lengths[0], lengths[1]);
            var values = present.SelectMany(there => Enumerable.Range(0, width).Select(_ => there ? random.NextSingle() * 2 - 1 : 0));
            return new FeatureMatrix([.. values], present, width);
        }
        return new ConversationDataset(corpus, Features('t', 5), Features('a', 4), Features('v', 3));
    }

    /// <summary>Some conversations of a dataset as a batch.</summary>
    public static ConversationBatch Batch(ConversationDataset dataset, IReadOnlyList<int> conversations, ScalarType type = ScalarType.Float64) =>
        new BatchBuilder(dataset).Build(conversations).To(CPU, type);

    /// <summary>All conversations of a dataset as a batch.</summary>
    public static ConversationBatch Batch(ConversationDataset dataset, ScalarType type = ScalarType.Float64) =>
        Batch(dataset, [.. Enumerable.Range(0, dataset.Count)], type);

    /// <summary>A copy of a tensor's values.</summary>
    public static double[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    /// <summary>The rows of a matrix.</summary>
    public static double[][] Rows(Tensor tensor) => [.. Values(tensor).Chunk((int)tensor.shape[^1])];

    /// <summary>Fails unless all values are within a distance of each other.</summary>
    public static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what = "")
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{what}[{i}]: {expected[i]:r} was expected, {actual[i]:r} came");
    }

    private static Modality[] Of(string letters) => [.. Modalities.All.Where(modality => letters.Contains(modality.Name()[0]))];
}
