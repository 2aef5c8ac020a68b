using MultiEmo.Conversations;
using SkiaSharp;

namespace MultiEmo.Evaluation.Charts;

/// <summary>The font of drawings.</summary>
internal static class ChartFont
{
    private static readonly string[] Liked = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica", "Segoe UI"];

    /// <summary>A font without serifs that this machine has.</summary>
    /// <exception cref="BadInputException">It has no font at all, as small containers do.</exception>
    public static string Name => Find(SKFontManager.Default.GetFontFamilies());

    /// <summary>The first liked one of those that are there, else any; one without a name stands for there being none.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static string Find(IReadOnlyCollection<string> families) =>
        Liked.FirstOrDefault(families.Contains) ?? families.Where(name => name.Trim().Length > 0).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new BadInputException("there is no font on this machine to draw letters with", "install one: apt-get install fonts-dejavu-core");

    /// <summary>A text that is no wider than so many points, cut where it has to be.</summary>
    public static string Fit(string text, float size, float width)
    {
        using var face = SKTypeface.FromFamilyName(Name);
        using var font = new SKFont(face, size);
        if (font.MeasureText(text) <= width) return text;
        int kept = text.Length;
        while (kept > 0 && font.MeasureText(text[..kept] + "…") > width) kept--;
        return text[..kept].TrimEnd() + "…";
    }
}
