using MultiEmo.Conversations;
using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>A turn in the course of a conversation.</summary>
/// <param name="Turn">The corpus' number of the utterance.</param>
/// <param name="Speaker">Who spoke.</param>
/// <param name="Emotion">The predicted emotion.</param>
/// <param name="Truth">The true one; null when nobody says.</param>
public sealed record EmotionMoment(int Turn, string Speaker, string Emotion, string? Truth);

/// <summary>Emotions over the turns of a conversation, a panel for each speaker.</summary>
public static class EmotionTimeChart
{
    /// <summary>The most speakers that have a panel.</summary>
    public const int MostSpeakers = 6;

    private const int PerEmotion = 22, PerLetter = 9, Around = 44, Foot = 60, LongName = 18, Many = 80;

    /// <summary>Draws a conversation; of more than <see cref="MostSpeakers"/> speakers, those with most turns.</summary>
    /// <param name="title">Which conversation, predicted by what.</param>
    /// <param name="emotions">The labels.</param>
    /// <param name="moments">Its turns in order, at least one.</param>
    public static Chart Of(string title, EmotionSet emotions, IReadOnlyList<EmotionMoment> moments)
    {
        string[] speakers = [.. moments.GroupBy(moment => moment.Speaker).OrderByDescending(turns => turns.Count()).Take(MostSpeakers)
            .OrderBy(turns => turns.Min(turn => turn.Turn)).Select(turns => turns.Key)];
        string[] shown = [.. emotions.Labels.Where(label => moments.Any(moment => moment.Emotion == label || moment.Truth == label))];
        int one = Math.Max(Around + PerEmotion * shown.Length, Around + PerLetter * speakers.Max(speaker => Short(speaker).Length));
        Plot[] plots = [.. speakers.Select(speaker => Panel(speaker, shown, moments))];
        plots[0].Title(title, ChartStyle.FontSize + 2);
        plots[^1].XLabel("turn");
        ChartStyle.LegendBelow(plots[^1]);
        return new Chart($"{title}: the emotion of each turn, a panel for each of {speakers.Length} speakers.",
            new ChartSize(ChartStyle.Width, one * speakers.Length + Foot), new Unequal(Foot), plots);
    }

    private static Plot Panel(string speaker, string[] labels, IReadOnlyList<EmotionMoment> moments)
    {
        var plot = ChartStyle.Plot("");
        EmotionMoment[] own = [.. moments.Where(moment => moment.Speaker == speaker)];
        float size = moments.Count > Many ? 5 : 8;
        Mark(plot, "predicted", own, labels, moment => moment.Emotion, MarkerShape.FilledCircle, size);
        Mark(plot, "true", [.. own.Where(moment => moment.Truth is not null)], labels, moment => moment.Truth!, MarkerShape.OpenSquare, size + 4);
        ChartStyle.Name(plot.Axes.Left, [.. labels.Reverse()]);
        plot.HideLegend();
        plot.YLabel(Short(speaker));
        plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = 50 + 8 * labels.Max(label => label.Length);
        double first = moments.Min(moment => moment.Turn), last = moments.Max(moment => moment.Turn);
        plot.Axes.SetLimits(first - 0.8, last + 0.8, -0.7, labels.Length - 0.3);
        int step = Step((int)(last - first));
        double[] ticks = [.. Enumerable.Range((int)first, (int)(last - first) + 1).Where(turn => turn % step == 0).Select(turn => (double)turn)];
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(tick => $"{tick:0}")]);
        plot.Grid.YAxisStyle.IsVisible = true;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = ChartStyle.Soft.WithAlpha(0.25);
        return plot;
    }

    private static void Mark(
        Plot plot, string name, EmotionMoment[] moments, string[] labels, Func<EmotionMoment, string> emotion, MarkerShape shape, float size)
    {
        double Height(EmotionMoment moment) => labels.Length - 1 - Array.IndexOf(labels, emotion(moment));
        var marks = plot.Add.ScatterPoints([.. moments.Select(moment => (double)moment.Turn)], moments.Select(Height).ToArray());
        marks.LegendText = name;
        marks.MarkerStyle.Shape = shape;
        marks.MarkerStyle.Size = size;
        marks.MarkerStyle.FillColor = ChartStyle.Series[0];
        marks.MarkerStyle.LineColor = shape == MarkerShape.OpenSquare ? ChartStyle.Series[5] : ChartStyle.Series[0];
        marks.MarkerStyle.LineWidth = 2;
    }

    private static string Short(string speaker) => speaker.Length > LongName ? speaker[..(LongName - 1)] + "…" : speaker;

    private static int Step(int turns) => turns switch { <= 25 => 1, <= 60 => 5, <= 150 => 10, _ => (turns / 150 + 1) * 10 };

    // Equal heights but for what stands below the last panel.
    private sealed class Unequal(float foot) : IMultiplotLayout
    {
        public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figure)
        {
            float each = (figure.Height - foot) / subplots.Count;
            float Bottom(int place) => place == subplots.Count - 1 ? figure.Bottom : figure.Top + (place + 1) * each;
            return [.. Enumerable.Range(0, subplots.Count).Select(place =>
                new PixelRect(figure.Left, figure.Right, Bottom(place), figure.Top + place * each))];
        }
    }
}
