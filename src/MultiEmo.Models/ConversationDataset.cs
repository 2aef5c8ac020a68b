using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Models;

/// <summary>Conversations with the features of the modalities in use; rows of the features in the order of the turns.</summary>
public sealed class ConversationDataset
{
    private readonly int[] firstRow;

    /// <summary>Puts a corpus and its features together.</summary>
    /// <param name="corpus">The conversations.</param>
    /// <param name="text">A row per turn; null when the modality is not in use.</param>
    /// <param name="audio">A row per turn; null when the modality is not in use.</param>
    /// <param name="visual">A row per turn; null when the modality is not in use.</param>
    /// <exception cref="BadInputException">Rows that do not match the turns.</exception>
    public ConversationDataset(Corpus corpus, FeatureMatrix? text, FeatureMatrix? audio, FeatureMatrix? visual)
    {
        (Corpus, Text, Audio, Visual) = (corpus, text, audio, visual);
        firstRow = new int[corpus.Conversations.Count + 1];
        for (int i = 0; i < corpus.Conversations.Count; i++) firstRow[i + 1] = firstRow[i] + corpus.Conversations[i].Turns.Count;
        foreach (var modality in Modalities.All)
            if (Features(modality) is { } matrix && matrix.Rows != Turns)
                throw new BadInputException(
                    $"the {modality.Name()} features have {matrix.Rows} rows, the corpus has {Turns} turns", "extract the features again");
    }

    /// <summary>The conversations and the emotions.</summary>
    public Corpus Corpus { get; }

    /// <summary>Text features; null when the modality is not in use.</summary>
    public FeatureMatrix? Text { get; }

    /// <summary>Audio features; null when the modality is not in use.</summary>
    public FeatureMatrix? Audio { get; }

    /// <summary>Visual features; null when the modality is not in use.</summary>
    public FeatureMatrix? Visual { get; }

    /// <summary>The number of conversations.</summary>
    public int Count => Corpus.Conversations.Count;

    /// <summary>The number of turns of all conversations.</summary>
    public int Turns => firstRow[^1];

    /// <summary>The features of a modality; null when it is not in use.</summary>
    public FeatureMatrix? Features(Modality modality) => modality switch
    {
        Modality.Text => Text,
        Modality.Audio => Audio,
        _ => Visual,
    };

    /// <summary>The row of a conversation's first turn.</summary>
    public int FirstRow(int conversation) => firstRow[conversation];

    /// <summary>The index of a turn's emotion; -1 when it is not scored.</summary>
    public int Label(Utterance utterance) => utterance.Emotion is null ? -1 : Corpus.Emotions.IndexOf(utterance.Emotion);

    /// <summary>Labelled turns per class.</summary>
    public long[] ClassCounts()
    {
        var counts = new long[Corpus.Emotions.Count];
        foreach (var turn in Corpus.Conversations.SelectMany(conversation => conversation.Turns))
            if (Label(turn) is >= 0 and var label) counts[label]++;
        return counts;
    }

    /// <summary>Some of the conversations, with their rows.</summary>
    public ConversationDataset Subset(IReadOnlyList<int> conversations)
    {
        FeatureMatrix? Rows(FeatureMatrix? matrix)
        {
            if (matrix is null) return null;
            int[] rows = [.. conversations.SelectMany(c => Enumerable.Range(firstRow[c], firstRow[c + 1] - firstRow[c]))];
            var values = new float[rows.Length * matrix.Width];
            for (int i = 0; i < rows.Length; i++) matrix.Row(rows[i]).CopyTo(values.AsSpan(i * matrix.Width));
            return new FeatureMatrix(values, [.. rows.Select(row => matrix.Present[row])], matrix.Width);
        }
        var corpus = Corpus with { Conversations = [.. conversations.Select(c => Corpus.Conversations[c])] };
        return new ConversationDataset(corpus, Rows(Text), Rows(Audio), Rows(Visual));
    }
}
