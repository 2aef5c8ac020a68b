using MultiEmo.Conversations;
using MultiEmo.Features.Samples.Voices;

namespace MultiEmo.Features.Samples;

/// <summary>Draws a conversation: who speaks, in which mood, and what shows of it.</summary>
/// <param name="Options">How.</param>
/// <param name="Labels">The names of the moods.</param>
/// <param name="Voices">The speakers' voices, in the order of their names.</param>
/// <param name="Faces">How moods look.</param>
internal sealed record SampleConversation(SampleOptions Options, EmotionSet Labels, IReadOnlyList<Voice> Voices, Signals Faces)
{
    private const double SpeaksOn = 0.12;
    private const int ShortestPause = 150, LongestPause = 600;

    // Every second one has a high voice.
    private static readonly string[] Names = ["Ana", "Ben", "Cleo", "Dov", "Edda", "Femi", "Gita", "Hugo", "Ines", "Jun"];

    private sealed record Speaker(string Name, Voice Voice, double[] Face)
    {
        public Mood? Mood { get; set; }
    }

    private sealed record Place(int Turn, string Conversation, double After)
    {
        public string Media => $"{Conversation}_utt{Turn}.wav";
    }

    /// <summary>Draws a voice for every speaker.</summary>
    public static IReadOnlyList<Voice> DrawVoices(Random random) => [.. Names.Select((_, place) => Voice.Draw(random, high: place % 2 == 0))];

    /// <summary>Draws the turns.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="deck">The moods that begin anew.</param>
    /// <param name="name">How the names of its recordings begin.</param>
    public IReadOnlyList<SampleTurn> Draw(Random random, MoodDeck deck, string name)
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
            turns[turn] = Show(random, speaker, speakers, new Place(turn, name, turn == 0 ? 0 : turns[turn - 1].Words.End!.Value));
        }
        return turns;
    }

    private Speaker[] Speakers(Random random)
    {
        int[] places = [.. Enumerable.Range(0, Names.Length)];
        random.Shuffle(places);
        return [.. places.Take(random.Next(2, 5)).Select(place => new Speaker(Names[place], Voices[place], Faces.Speaker(random)))];
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

    private SampleTurn Show(Random random, Speaker speaker, Speaker[] speakers, Place place)
    {
        var mood = speaker.Mood!.Value;
        var shown = random.Happens(Options.HeldBack) ? Mood.Neutral : mood;
        string[] listeners = [.. speakers.Where(other => other != speaker).Select(other => other.Name)];
        string words = Word(random, shown, listeners[random.Next(listeners.Length)]);
        var manner = Manner.Of(shown).Drawn(random, Options.VoiceStrength, Options.VoiceNoise);
        var speech = new Speech(words, speaker.Voice, manner, random.Next());
        bool heard = !random.Happens(Options.NoVoice);
        double start = place.After + (random.Next(ShortestPause, LongestPause) / 1000.0), end = start + (speech.Milliseconds / 1000.0);
        string? media = heard ? place.Media : null;
        var utterance = new Utterance(place.Turn, speaker.Name, words, Labels.Labels[(int)mood], Exact(start), Exact(end), media);
        return new SampleTurn(utterance, heard ? speech : null, Faces.Draw(random, shown, speaker.Face));
    }

    private static double Exact(double seconds) => Math.Round(seconds, 3);

    private string Word(Random random, Mood shown, string listener)
    {
        if (!random.Happens(Options.Worded)) return SampleWords.ForAnyMood(random, listener);
        var told = random.Happens(Options.Misworded) ? MoodDeck.Any(random) : shown;
        return SampleWords.For(told, random.Happens(Options.OwnWords), random, listener);
    }
}
