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
/// <param name="Heads">The sets of emotions, each once; the first is that of the first corpus.</param>
/// <param name="Train">Utterances to learn from, those of the first corpus first.</param>
/// <param name="Validation">Utterances of the first corpus to choose the epoch on.</param>
/// <param name="Official">Whether validation is the corpus' own dev split; otherwise it was cut from the training split.</param>
public sealed record TextData(
    IReadOnlyList<EmotionSet> Heads, IReadOnlyList<TextExample> Train, IReadOnlyList<TextExample> Validation, bool Official)
{
    /// <summary>Training utterances, then those of validation: a learner knows an utterance by its place here.</summary>
    public IReadOnlyList<TextExample> Examples { get; } = [.. Train, .. Validation];

    /// <summary>The data of corpora that were loaded for training.</summary>
    /// <param name="first">The corpus that is learnt and chosen on.</param>
    /// <param name="also">Corpora whose training splits are learnt too.</param>
    /// <param name="recipe">The share of validation where there is no dev split, and the seed of the cut.</param>
    /// <exception cref="BadInputException">Nothing to learn from or to choose on.</exception>
    public static TextData Of(PreparedCorpus first, IReadOnlyList<PreparedCorpus> also, TextRecipe recipe)
    {
        var heads = new List<EmotionSet>();
        var all = first.Corpus.Conversations;
        int[] train = Places(all, Split.Train), dev = Places(all, Split.Dev);
        bool official = dev.Length > 0;
        if (!official) (train, dev) = TrainingData.Cut(train, recipe.Training.ValidationShare, recipe.Seed);
        TextExample[] Of(int[] places) => Labelled(first.Corpus.Emotions, places.Select(place => all[place]), heads);
        var data = new TextData(heads, [.. Of(train), .. also.SelectMany(corpus => Training(corpus, heads))], Of(dev), official);
        return data.Require(first.Folder);
    }

    private static int[] Places(IReadOnlyList<Conversation> conversations, Split split) =>
        [.. Enumerable.Range(0, conversations.Count).Where(place => conversations[place].Split == split)];

    private static TextExample[] Training(PreparedCorpus corpus, List<EmotionSet> heads) =>
        Labelled(corpus.Corpus.Emotions, corpus.Corpus.Of(Split.Train), heads);

    private static TextExample[] Labelled(EmotionSet emotions, IEnumerable<Conversation> conversations, List<EmotionSet> heads)
    {
        int head = heads.FindIndex(set => set.Labels.SequenceEqual(emotions.Labels));
        if (head < 0)
        {
            head = heads.Count;
            heads.Add(emotions);
        }
        return
        [
            .. from conversation in conversations
               from turn in conversation.Turns.Index()
               where !string.IsNullOrWhiteSpace(turn.Item.Text)
               let label = turn.Item.Emotion is { } emotion ? emotions.IndexOf(emotion) : -1
               where label >= 0
               select new TextExample(conversation, turn.Index, head, label),
        ];
    }

    private TextData Require(string folder)
    {
        if (!Train.Any(example => example.Head == 0))
            throw new BadInputException("no utterance of the training split has words and an emotion", "label the training conversations", folder);
        if (Validation.Count == 0)
            throw new BadInputException("no utterance to validate on has words and an emotion", "label the dev split, or leave it out", folder);
        return this;
    }
}
