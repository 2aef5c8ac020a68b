namespace MultiEmo.Features.Samples;

/// <summary>
/// Moods drawn like cards, without putting back: 74 cards in proportion to the training utterances of MELD's classes (4710 neutral, 1205 surprise,
/// 268 fear, 683 sadness, 1743 joy, 271 disgust, 1109 anger), so that no split goes without a rare mood.
/// </summary>
internal sealed class MoodDeck
{
    private static readonly Mood[] Cards =
    [
        .. Enumerable.Repeat(Mood.Neutral, 35), .. Enumerable.Repeat(Mood.Surprise, 9), .. Enumerable.Repeat(Mood.Fear, 2),
        .. Enumerable.Repeat(Mood.Sadness, 5), .. Enumerable.Repeat(Mood.Joy, 13), .. Enumerable.Repeat(Mood.Disgust, 2),
        .. Enumerable.Repeat(Mood.Anger, 8),
    ];

    private readonly Stack<Mood> cards = [];

    /// <summary>A mood by its frequency, whatever was drawn before.</summary>
    public static Mood Any(Random random) => Cards[random.Next(Cards.Length)];

    /// <summary>The next card; an empty deck is shuffled anew.</summary>
    public Mood Draw(Random random)
    {
        if (cards.Count == 0) Shuffle(random);
        return cards.Pop();
    }

    private void Shuffle(Random random)
    {
        Mood[] shuffled = [.. Cards];
        random.Shuffle(shuffled);
        foreach (var card in shuffled) cards.Push(card);
    }
}
