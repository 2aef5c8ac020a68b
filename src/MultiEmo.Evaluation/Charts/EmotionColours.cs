namespace MultiEmo.Evaluation.Charts;

/// <summary>A colour for each emotion, the same on every page: told apart by people who do not see all colours (Okabe and Ito).</summary>
public static class EmotionColours
{
    private static readonly Dictionary<string, string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["neutral"] = "#9a9a9a",
        ["joy"] = "#e69f00",
        ["happiness"] = "#e69f00",
        ["joyful"] = "#e69f00",
        ["sadness"] = "#0072b2",
        ["sad"] = "#0072b2",
        ["anger"] = "#d55e00",
        ["mad"] = "#d55e00",
        ["surprise"] = "#56b4e9",
        ["fear"] = "#cc79a7",
        ["scared"] = "#cc79a7",
        ["disgust"] = "#009e73",
    };

    private static readonly string[] Others = ["#7a5195", "#00a6a6", "#b5a800", "#6f4e37", "#56b4e9", "#cc79a7", "#009e73"];

    /// <summary>The colour of each label, such as <c>#0072b2</c>; where a label has no usual one, the labels around it decide.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> labels)
    {
        string[] others = [.. labels.Where(label => !Usual.ContainsKey(label))];
        return labels.ToDictionary(label => label, label =>
            Usual.TryGetValue(label, out string? usual) ? usual : Others[Array.IndexOf(others, label) % Others.Length]);
    }
}
