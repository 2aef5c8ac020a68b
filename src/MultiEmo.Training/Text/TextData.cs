using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Text;

/// <summary>A labelled utterance.</summary>
/// <param name="Conversation">Where it was said.</param>
/// <param name="Position">Its place among the conversation's turns.</param>
/// <param name="Head">Its set of emotions, a place in <see cref="TextData.Heads"/>.</param>
/// <param name="Label">Its emotion, a place in the set.</param>
public sealed record TextExample(Conversation Conversation, int Position, int Head, int Label)
{
    /// <summary>The utterance.</summary>
    public Utterance Turn => Conversation.Turns[Position];
}

/// <summary>What a text network learns from and is chosen on: utterances with a label and words. No test split is in it.</summary>
/// <param name="Heads">
/// The emotions of each corpus, in their order. Corpora with the same labels have heads of their own, for how often a label occurs and what
/// annotators meant by it differ.
/// </param>
/// <param name="Train">Utterances to learn from, those of the first corpus first.</param>
/// <param name="Validation">Utterances of the first corpus to choose the epoch on.</param>
/// <param name="Official">Whether validation is the corpus' own dev split; otherwise it was cut from the training split.</param>
public sealed record TextData(
    IReadOnlyList<EmotionSet> Heads, IReadOnlyList<TextExample> Train, IReadOnlyList<TextExample> Validation, bool Official)
{
    /// <summary>Training utterances, then those of validation: a learner knows an utterance by its place here.</summary>
    public IReadOnlyList<TextExample> Examples { get; } = [.. Train, .. Validation];

    /// <summary>Training utterances of each further corpus that were left out, for lines of another corpus.</summary>
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>The data of corpora that were loaded for training.</summary>
    /// <param name="first">The corpus that is learnt and chosen on.</param>
    /// <param name="also">Corpora whose training splits are learnt too.</param>
    /// <param name="recipe">The share of validation where there is no dev split, and the seed of the cut.</param>
    /// <param name="without">Lines that are not learnt from the further corpora; null: all are.</param>
    /// <exception cref="BadInputException">Nothing to learn from or to choose on.</exception>
    public static TextData Of(PreparedCorpus first, IReadOnlyList<PreparedCorpus> also, TextRecipe recipe, SharedLines? without = null)
    {
        var all = first.Corpus.Conversations;
        int[] train = Places(all, Split.Train), dev = Places(all, Split.Dev);
        bool official = dev.Length > 0;
        if (!official) (train, dev) = TrainingData.Cut(train, recipe.Training.ValidationShare, recipe.Seed);
        TextExample[] Of(int[] places) => Labelled(0, first.Corpus.Emotions, places.Select(place => all[place]));
        TextExample[] Training(int place, Corpus corpus) => Labelled(place + 1, corpus.Emotions, corpus.Of(Split.Train));
        TextExample[][] others = [.. also.Index().Select(other => Training(other.Index, other.Item.Corpus))];
        TextExample[][] kept = [.. others.Select(examples => examples.Where(example => without?.Has(example.Turn.Text) != true).ToArray())];
        EmotionSet[] heads = [first.Corpus.Emotions, .. also.Select(corpus => corpus.Corpus.Emotions)];
        var data = new TextData(heads, [.. Of(train), .. kept.SelectMany(examples => examples)], Of(dev), official)
        {
            LeftOut = [.. others.Zip(kept, (before, after) => before.Length - after.Length)],
        };
        return data.Require(first.Folder);
    }

    private static int[] Places(IReadOnlyList<Conversation> conversations, Split split) =>
        [.. Enumerable.Range(0, conversations.Count).Where(place => conversations[place].Split == split)];

    private static TextExample[] Labelled(int head, EmotionSet emotions, IEnumerable<Conversation> conversations) =>
    [
        .. from conversation in conversations
           from turn in conversation.Turns.Index()
           where !string.IsNullOrWhiteSpace(turn.Item.Text)
           let label = turn.Item.Emotion is { } emotion ? emotions.IndexOf(emotion) : -1
           where label >= 0
           select new TextExample(conversation, turn.Index, head, label),
    ];

    private TextData Require(string folder)
    {
        if (!Train.Any(example => example.Head == 0))
            throw new BadInputException("no utterance of the training split has words and an emotion", "label the training conversations", folder);
        if (Validation.Count == 0)
            throw new BadInputException("no utterance to validate on has words and an emotion", "label the dev split, or leave it out", folder);
        return this;
    }
}
