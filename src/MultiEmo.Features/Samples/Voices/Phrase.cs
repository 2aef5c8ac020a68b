namespace MultiEmo.Features.Samples.Voices;

/// <summary>A sound in its place.</summary>
/// <param name="Phone">The sound.</param>
/// <param name="Start">Seconds from the beginning of the phrase.</param>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="Accent">How much the pitch rises on it, as a part of the manner's range; 0 without an accent.</param>
internal sealed record TimedPhone(Phone Phone, double Start, double Seconds, double Accent)
{
    /// <summary>Its middle, in seconds.</summary>
    public double Middle => Start + (Seconds / 2);
}

/// <summary>The sounds of an utterance with their times and accents.</summary>
/// <param name="Phones">The sounds in order.</param>
/// <param name="Seconds">How long they last together.</param>
internal sealed record Phrase(IReadOnlyList<TimedPhone> Phones, double Seconds)
{
    private const double LastIsLonger = 1.5;
    private const int ShortWord = 3;

    /// <summary>Plans how words are said.</summary>
    /// <param name="text">The words.</param>
    /// <param name="tempo">How fast, 1 being usual.</param>
    /// <param name="longest">Seconds that it lasts at most: who has more to say speaks faster.</param>
    /// <param name="random">What draws lengths and accents.</param>
    public static Phrase Of(string text, double tempo, double longest, Random random)
    {
        var phones = new List<TimedPhone>();
        double at = 0;
        foreach (string word in text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string letters = string.Concat(word.Where(char.IsAsciiLetterLower));
            bool accented = letters.Length > ShortWord;
            foreach (var phone in Letters.Sounds(letters))
            {
                double accent = accented && phone.IsVowel ? 0.5 + (0.5 * random.NextDouble()) : 0;
                accented &= !phone.IsVowel;
                Add(phone, accent);
            }
            if (word[^1] is ',' or '.' or '!' or '?') Add(Phone.Rest, 0);
        }
        if (phones.Count > 0 && phones[^1].Phone == Phone.Rest) phones.RemoveAt(phones.Count - 1);
        return Fitted(Lengthened(phones), longest);

        void Add(Phone phone, double accent)
        {
            double seconds = phone.Seconds / tempo * Math.Clamp(1 + (0.12 * Chance.Normal(random)), 0.7, 1.3);
            phones.Add(new TimedPhone(phone, at, seconds, accent));
            at += seconds;
        }
    }

    // The last syllable of a phrase is drawn out.
    private static List<TimedPhone> Lengthened(List<TimedPhone> phones)
    {
        int last = phones.FindLastIndex(phone => phone.Phone.IsVowel);
        double more = last < 0 ? 0 : (LastIsLonger - 1) * phones[last].Seconds;
        return [.. phones.Select((phone, place) => place == last ? phone with { Seconds = phone.Seconds + more }
            : place > last ? phone with { Start = phone.Start + more } : phone)];
    }

    private static Phrase Fitted(List<TimedPhone> phones, double longest)
    {
        double seconds = phones.Count == 0 ? 0 : phones[^1].Start + phones[^1].Seconds;
        double factor = seconds > longest ? longest / seconds : 1;
        var fitted = phones.Select(phone => phone with { Start = phone.Start * factor, Seconds = phone.Seconds * factor });
        return new Phrase([.. fitted], seconds * factor);
    }
}
