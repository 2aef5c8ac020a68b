using System.Globalization;
using System.Text.RegularExpressions;

namespace MultiEmo.Conversations.Readers;

/// <summary>Times of a recording.</summary>
public static partial class Clock
{
    /// <summary>Seconds of <c>1:02:03,456</c>, <c>02:03.4</c> or <c>123.4</c>; null for anything else.</summary>
    public static double? Seconds(string text)
    {
        var match = Pattern().Match(text.Trim());
        if (match.Success) return (double)(Number(match, 1) * 3600 + Number(match, 2) * 60 + Number(match, 3) + Fraction(match.Groups[4].Value));
        bool plain = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
        return plain && double.IsFinite(seconds) && seconds >= 0 ? seconds : null;
    }

    /// <summary>Seconds as SubRip has them: <c>01:02:03,456</c>.</summary>
    /// <param name="seconds">At least 0.</param>
    public static string SubRip(double seconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00},{time.Milliseconds:000}");
    }

    private static decimal Number(Match match, int group) =>
        match.Groups[group].Success ? decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static decimal Fraction(string digits) => digits.Length == 0 ? 0 : decimal.Parse("0." + digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?$")]
    private static partial Regex Pattern();
}
