namespace MultiEmo.Features.Samples.Voices;

/// <summary>The sounds that letters stand for, roughly: what an English reader with one rule per letter would say.</summary>
internal static class Letters
{
    private static readonly Phone Schwa = Phone.Vowel(500, 1400, 2450, 0.06), Ee = Phone.Vowel(290, 2250, 2900), Oo = Phone.Vowel(310, 900, 2250);
    private static readonly Phone Ah = Phone.Vowel(730, 1250, 2500), Eh = Phone.Vowel(530, 1800, 2500), Oh = Phone.Vowel(500, 880, 2450);
    private static readonly Phone Ih = Phone.Vowel(400, 1950, 2550, 0.075), Uh = Phone.Vowel(600, 1200, 2450, 0.08), Aw = Phone.Vowel(620, 950, 2450);
    private static readonly Phone[] Ow = [Ah, Oo with { Seconds = 0.06 }];
    private static readonly Phone F = Phone.Fricative(1100, 5000, 0.06, 0);
    private static readonly Phone S = Phone.Fricative(1700, 6200, 0.16, 0), Sh = Phone.Fricative(1900, 3200, 0.2, 0);
    private static readonly Phone[] T = Phone.Stop(1800, 4500, voiced: false), D = Phone.Stop(1800, 4000, voiced: true);
    private static readonly Phone[] K = Phone.Stop(2000, 2000, voiced: false), Ch = [T[0], Sh with { Seconds = 0.06 }];

    private static readonly Dictionary<string, Phone[]> Known = new()
    {
        ["a"] = [Ah],
        ["e"] = [Eh],
        ["i"] = [Ih],
        ["o"] = [Oh],
        ["u"] = [Uh],
        ["y"] = [Ee],
        ["ee"] = [Ee],
        ["ea"] = [Ee],
        ["ie"] = [Ee],
        ["oo"] = [Oo],
        ["ou"] = Ow,
        ["ow"] = Ow,
        ["ai"] = [Eh, Ih with { Seconds = 0.05 }],
        ["ay"] = [Eh, Ih with { Seconds = 0.05 }],
        ["oi"] = [Aw, Ih],
        ["au"] = [Aw],
        ["er"] = [Schwa],
        ["m"] = [Phone.Sonorant(260, 1000, 2200, 0.35)],
        ["n"] = [Phone.Sonorant(260, 1500, 2500, 0.35)],
        ["ng"] = [Phone.Sonorant(260, 2000, 2600, 0.35)],
        ["l"] = [Phone.Sonorant(360, 1150, 2650, 0.55)],
        ["r"] = [Phone.Sonorant(380, 1200, 1650, 0.55)],
        ["w"] = [Phone.Sonorant(310, 680, 2200, 0.5)],
        ["wh"] = [Phone.Sonorant(310, 680, 2200, 0.5)],
        ["s"] = [S],
        ["c"] = K,
        ["sh"] = [Sh],
        ["x"] = [.. K, S],
        ["z"] = [Phone.Fricative(1700, 5800, 0.09, 0.35)],
        ["f"] = [F],
        ["ph"] = [F],
        ["v"] = [Phone.Fricative(1100, 4500, 0.03, 0.4)],
        ["th"] = [Phone.Fricative(1400, 5500, 0.03, 0.3) with { Seconds = 0.055 }],
        ["h"] = [Phone.Fricative(1500, 1500, 0.07, 0) with { Seconds = 0.05 }],
        ["t"] = T,
        ["k"] = K,
        ["ck"] = K,
        ["q"] = K,
        ["p"] = Phone.Stop(1000, 1200, voiced: false),
        ["d"] = D,
        ["g"] = Phone.Stop(2000, 1900, voiced: true),
        ["b"] = Phone.Stop(1000, 1000, voiced: true),
        ["ch"] = Ch,
        ["j"] = [D[0], Phone.Fricative(1900, 3300, 0.1, 0.3)],
    };

    /// <summary>The sounds of a word in small letters.</summary>
    public static IEnumerable<Phone> Sounds(string word)
    {
        for (int at = 0; at < word.Length;)
        {
            int length = at + 1 < word.Length && Known.ContainsKey(word.Substring(at, 2)) ? 2 : 1;
            string letters = word.Substring(at, length);
            bool isDouble = at > 0 && length == 1 && word[at] == word[at - 1];
            at += length;
            if (isDouble || IsSilent(word, at, letters) || !Known.TryGetValue(letters, out var phones)) continue;
            foreach (var phone in phones) yield return phone;
        }
    }

    // An e at the end of a word that has another vowel.
    private static bool IsSilent(string word, int end, string letters) =>
        letters == "e" && end == word.Length && word[..(end - 1)].AsSpan().IndexOfAny("aeiouy") >= 0;
}
