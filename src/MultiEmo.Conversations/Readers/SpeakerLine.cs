using System.Net;
using System.Text.RegularExpressions;

namespace MultiEmo.Conversations.Readers;

/// <summary>A line of a caption without markup: who says it, when the line names somebody, and whether it marks a change of speaker.</summary>
/// <param name="Speaker">The name; null when the line names nobody.</param>
/// <param name="Text">The words, an aside such as <c>(laughing)</c> between name and colon included.</param>
/// <param name="Change">Whether a dash or <c>&gt;&gt;</c> begins the line.</param>
internal sealed partial record SpeakerLine(string? Speaker, string Text, bool Change)
{
    private const int MostWords = 4;

    // What people put before a colon without its being a name.
    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "listen", "look", "note", "nb", "remember", "warning", "attention", "question", "answer", "example", "ps", "re", "fact", "rule", "step", "so",
        "but", "and", "or", "now", "well", "okay", "ok", "yes", "no", "oh", "hey", "wait", "see", "then", "also", "plus", "first", "second", "third",
        "finally", "again", "today", "here", "there", "this", "that", "these", "those", "it", "he", "she", "they", "we", "you", "i", "i'm", "it's",
        "my", "your", "our", "what", "why", "how", "who", "when", "where", "let", "because", "if", "for", "to", "in", "as", "http", "https",
    };

    private static readonly HashSet<string> Particles = ["and", "of", "the", "de", "la", "le", "du", "da", "di", "van", "von", "der", "bin"];

    /// <summary>Splits a line; the voice of a WebVTT tag <c>&lt;v Anna&gt;</c> comes before a name with a colon.</summary>
    public static SpeakerLine Parse(string line)
    {
        var voice = Voice().Match(line);
        string plain = WebUtility.HtmlDecode(Markup().Replace(line, "")).Trim();
        var mark = ChangeMark().Match(plain);
        string rest = plain[mark.Length..].Trim();
        if (voice.Success && Plain(voice.Groups["name"].Value) is { Length: > 0 } name) return new SpeakerLine(name, rest, true);
        var named = Named().Match(rest);
        if (!named.Success || !IsName(named.Groups["name"].Value)) return new SpeakerLine(null, rest, mark.Length > 0);
        string aside = named.Groups["aside"].Value;
        return new SpeakerLine(named.Groups["name"].Value, $"{aside} {named.Groups["rest"].Value.Trim()}".Trim(), true);
    }

    /// <summary>A line cut before each voice tag but a first one.</summary>
    public static IEnumerable<string> AtVoices(string line)
    {
        int start = 0;
        foreach (Match voice in Voice().Matches(line))
        {
            if (!string.IsNullOrWhiteSpace(line[start..voice.Index])) yield return line[start..voice.Index];
            start = voice.Index;
        }
        yield return line[start..];
    }

    private static string Plain(string markup) => WebUtility.HtmlDecode(markup).Trim();

    // A name is up to four words that begin with capitals or digits but for particles (Dr. Eva von Berg), or speaker_1, or speaker 1.
    private static bool IsName(string name)
    {
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostWords || Openers.Contains(words[0])) return false;
        if (words is [var only] && only.Any(c => char.IsDigit(c) || c == '_')) return true;
        if (words is [_, var number] && number.All(char.IsAsciiDigit)) return true;
        return char.IsUpper(words[0][0]) && words.All(word => !char.IsLower(word[0]) || Particles.Contains(word));
    }

    [GeneratedRegex(@"<v(?:\.[^\s<>.]*)*\s(?<name>[^<>]*)>")]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|<[0-9][0-9:.]*>|\{\\[^{}]*\}")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?:[-–](?!\d)\s*|>{2,}\s*)")]
    private static partial Regex ChangeMark();

    [GeneratedRegex(@"^(?<name>\p{L}[\p{L}\p{M}\p{N} .'’#&/_-]{0,39}?)\s*(?<aside>[(\[][^()\[\]]{1,40}[)\]])?\s*:(?![/\\:\d])(?<rest>.*)$")]
    private static partial Regex Named();
}
