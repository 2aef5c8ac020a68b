using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>An invented corpus with the recipe that trains on it.</summary>
/// <param name="Title">What it is like.</param>
/// <param name="Recipe">The settings.</param>
/// <param name="Train">Conversations to learn from.</param>
/// <param name="Validation">Conversations to choose the epoch on.</param>
/// <param name="Test">Conversations to score in the end.</param>
internal sealed record Workload(
    string Title, Recipe Recipe, ConversationDataset Train, ConversationDataset Validation, ConversationDataset Test)
{
    private const int Seed = 1;

    /// <summary>MELD's shape: 1038 training conversations, 5 % of them for validation, and 280 to test; 9.6 turns.</summary>
    /// <param name="conversations">So many training conversations in place of 1038, and the others in proportion.</param>
    public static Workload Meld(int? conversations = null)
    {
        var (corpus, recipe) = (new InventedCorpus(CorpusShape.Meld, Seed), RecipeReader.Read("meld", []));
        int Share(int of) => Scaled(of, conversations, 1038);
        return new("MELD-like", recipe, corpus.Take(Share(987), 24), corpus.Take(Share(51), 21), corpus.Take(Share(280), 33));
    }

    /// <summary>Conversations of MELD's shape to predict: 280 of 9.6 turns.</summary>
    /// <param name="conversations">So many in place of 280.</param>
    public static Workload ToPredict(int? conversations = null)
    {
        var (corpus, recipe) = (new InventedCorpus(CorpusShape.Meld, Seed), RecipeReader.Read("meld", []));
        return new("MELD-like", recipe, corpus.Take(1, 24), corpus.Take(1, 21), corpus.Take(conversations ?? 280, 33));
    }

    /// <summary>IEMOCAP's shape: 120 training conversations, 5 % of them for validation, and 31 to test; 50 turns, two speakers.</summary>
    /// <param name="conversations">So many training conversations in place of 120, and the others in proportion.</param>
    public static Workload Iemocap(int? conversations = null)
    {
        var (corpus, recipe) = (new InventedCorpus(CorpusShape.Iemocap, Seed), RecipeReader.Read("iemocap", []));
        int Share(int of) => Scaled(of, conversations, 120);
        return new("IEMOCAP-like", recipe, corpus.Take(Share(114), 110), corpus.Take(Share(6), 65), corpus.Take(Share(31), 89));
    }

    /// <summary>What a training is given.</summary>
    public TrainingData Data => new(Train, Validation, Official: false,
    [
        Entry(Modality.Text, InventedCorpus.Text), Entry(Modality.Audio, InventedCorpus.Audio), Entry(Modality.Visual, InventedCorpus.Visual),
    ]);

    /// <summary>The network of the recipe.</summary>
    public Architecture Architecture => Data.Architecture(Recipe);

    /// <summary>What its batches cost.</summary>
    public Operations Operations => new(Architecture, Recipe.Loss);

    /// <summary>The turns of conversations of a dataset.</summary>
    public static int[] Lengths(ConversationDataset data, IEnumerable<int> conversations) =>
        [.. conversations.Select(conversation => data.Corpus.Conversations[conversation].Turns.Count)];

    private static int Scaled(int count, int? wanted, int all) =>
        wanted is { } some ? Math.Max(1, (int)Math.Round((double)count * some / all)) : count;

    private static FeatureEntry Entry(Modality modality, int width) =>
        new(modality.Name(), modality, width, "invented", "given", new Dictionary<string, string>());
}
