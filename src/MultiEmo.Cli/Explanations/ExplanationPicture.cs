using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Explanations;

/// <summary>The attention of an explanation as a drawing: the last layer, every head.</summary>
internal static class ExplanationPicture
{
    private const string Png = ".png", Svg = ".svg";

    /// <summary>Refuses what cannot be drawn into, before anything is computed.</summary>
    /// <exception cref="BadInputException">The name ends in neither .png nor .svg.</exception>
    public static void RequireName(string path)
    {
        if (Ending(path) is Png or Svg) return;
        throw new BadInputException("attention is drawn as PNG or SVG", "let --output end in .png or .svg", path);
    }

    /// <summary>Draws.</summary>
    /// <exception cref="BadInputException">There is no attention, or the file cannot be written.</exception>
    public static void Write(Explanation explanation, Recognizer recognizer, string path)
    {
        if (explanation.NoAttention is { } why)
            throw new BadInputException($"there is nothing to draw. {why.TrimEnd('.')}", "leave --output out", path);
        var chart = Chart(explanation, recognizer);
        if (Ending(path) == Svg) AtomicFile.WriteText(path, chart.Svg());
        else AtomicFile.Write(path, stream => stream.Write(chart.Png()));
    }

    private static Chart Chart(Explanation explanation, Recognizer recognizer)
    {
        int layer = explanation.Attention.Max(step => step.Layer);
        AttentionPanel[] panels =
        [
            .. explanation.Attention.Where(step => step.Layer == layer).Select(step => new AttentionPanel(
                step.Query, step.Partner, step.Heads, [.. explanation.Present.Select(present => present.Contains(step.Partner))])),
        ];
        string title = $"What turn {explanation.Turn.Turn} looks at in layer {layer}\n{explanation.Conversation.Id}, {recognizer.Description}";
        return AttentionChart.Of(title, explanation.Conversation.Turns, explanation.Place, panels);
    }

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();
}
