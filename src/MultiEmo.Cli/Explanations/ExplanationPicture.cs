using MultiEmo.Cli.Reports;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Cli.Explanations;

/// <summary>The attention of an explanation as a drawing: the last layer, every head.</summary>
internal static class ExplanationPicture
{
    /// <summary>Draws.</summary>
    /// <exception cref="BadInputException">There is no attention, or the file cannot be written.</exception>
    public static void Write(Explanation explanation, Recognizer recognizer, string path)
    {
        if (explanation.NoAttention is { } why)
            throw new BadInputException($"there is nothing to draw. {why.TrimEnd('.')}", "leave --output out", path);
        ChartFile.Write(path, Chart(explanation, recognizer));
    }

    private static Chart Chart(Explanation explanation, Recognizer recognizer)
    {
        int layer = explanation.Attention.Max(step => step.Layer);
        AttentionPanel[] panels =
        [
            .. explanation.Attention.Where(step => step.Layer == layer).Select(step => new AttentionPanel(
                step.Query, step.Partner, step.Heads, [.. step.Mean.Select((_, turn) => explanation.CanBeAsked(turn, step.Partner))])),
        ];
        string title = $"What turn {explanation.Turn.Turn} looks at in layer {layer}\n{explanation.Conversation.Id}, {recognizer.Description}";
        return AttentionChart.Of(title, explanation.Conversation.Turns, explanation.Place, panels);
    }
}
