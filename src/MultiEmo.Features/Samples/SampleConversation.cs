using MultiEmo.Conversations;

namespace MultiEmo.Features.Samples;

/// <summary>Draws a conversation: who speaks, in which mood, and what shows of it.</summary>
/// <param name="Options">How.</param>
/// <param name="Labels">The names of the moods.</param>
/// <param name="Voices">How moods sound.</param>
/// <param name="Faces">How moods look.</param>
internal sealed record SampleConversation(SampleOptions Options, EmotionSet Labels, Signals Voices, Signals Faces)
{
    private const double SpeaksOn = 0.12;
    private static readonly string[] Names = ["Ana", "Ben", "Cleo", "Dov", "Edda", "Femi", "Gita", "Hugo", "Ines", "Jun"];

    private sealed record Speaker(string Name, double[] Voice, double[] Face)
    {
        public Mood? Mood { get; set; }
    }

    /// <summary>Draws the turns.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="deck">The moods that begin anew.</param>
    public IReadOnlyList<SampleTurn> Draw(Random random, MoodDeck deck)
    {
        Speaker[] speakers = Speakers(random);
        var turns = new SampleTurn[random.Next(Options.FewestTurns, Options.MostTurns + 1)];
        Speaker? speaker = null, other = null;
        for (int turn = 0; turn < turns.Length; turn++)
        {
            var next = Next(random, speakers, speaker);
            if (next != speaker) other = speaker;
            speaker = next;
            speaker.Mood = Move(random, deck, speaker.Mood, other?.Mood);
            turns[turn] = Show(random, turn, speaker, speakers);
        }
        return turns;
    }

    private Speaker[] Speakers(Random random)
    {
        string[] names = [.. Names];
        random.Shuffle(names);
        return [.. names.Take(random.Next(2, 5)).Select(name => new Speaker(name, Voices.Speaker(random), Faces.Speaker(random)))];
    }

    private static Speaker Next(Random random, Speaker[] speakers, Speaker? last)
    {
        if (last is not null && random.Happens(SpeaksOn)) return last;
        Speaker[] others = [.. speakers.Where(speaker => speaker != last)];
        return others[random.Next(others.Length)];
    }

    // Whatever the other's mood, each mood keeps its frequency over the corpus.
    private Mood Move(Random random, MoodDeck deck, Mood? own, Mood? other)
    {
        double draw = random.NextDouble();
        if (own is { } kept && draw < Options.Stay) return kept;
        if (other is { } caught && draw < (own is null ? 0.5 : Options.Stay + Options.Spread)) return caught;
        return deck.Draw(random);
    }

    private SampleTurn Show(Random random, int turn, Speaker speaker, Speaker[] speakers)
    {
        var mood = speaker.Mood!.Value;
        var shown = random.Happens(Options.HeldBack) ? Mood.Neutral : mood;
        string[] listeners = [.. speakers.Where(other => other != speaker).Select(other => other.Name)];
        string words = Word(random, shown, listeners[random.Next(listeners.Length)]);
        return new SampleTurn(new Utterance(turn, speaker.Name, words, Labels.Labels[(int)mood]),
            Voices.Draw(random, shown, speaker.Voice), Faces.Draw(random, shown, speaker.Face));
    }

    private string Word(Random random, Mood shown, string listener)
    {
        if (!random.Happens(Options.Worded)) return SampleWords.ForAnyMood(random, listener);
        var told = random.Happens(Options.Misworded) ? MoodDeck.Any(random) : shown;
        return SampleWords.For(told, random.Happens(Options.OwnWords), random, listener);
    }
}
