using System.Globalization;
using System.Text;
using MultiEmo.Cli.Pages;
using MultiEmo.Features.Recordings;

namespace MultiEmo.Cli.Analyses;

/// <summary>Who spoke when with which emotion, over how loud it was: a picture in which a lane is a speaker's.</summary>
/// <param name="analysis">The rows.</param>
/// <param name="colours">The colour of each emotion.</param>
internal sealed class Timeline(Analysis analysis, IReadOnlyDictionary<string, string> colours)
{
    private const int Names = 110, Wave = 70, Lane = 30, Axis = 24, Narrowest = 900, Widest = 20_000;
    private const double PixelsPerSecond = 12;
    private readonly StringBuilder svg = new();
    private readonly bool timed = analysis.Turns.All(turn => turn.Start is not null);
    private readonly string[] speakers = [.. analysis.Turns.Select(turn => turn.Speaker).Distinct()];

    private SoundOutline? Outline => analysis.Recording?.Outline;

    private double Length => timed
        ? Math.Max(analysis.Recording?.Duration ?? 0, analysis.Turns.Max(turn => turn.End ?? turn.Start!.Value)) is var end && end > 0 ? end : 1
        : analysis.Turns.Count;

    private double Width => Math.Clamp(timed ? Length * PixelsPerSecond : Length * 24, Narrowest, Widest);

    private int Top => timed && Outline is not null ? Wave : 0;

    /// <summary>The picture, in a frame that scrolls.</summary>
    public string Svg()
    {
        int height = Top + (speakers.Length * Lane) + Axis;
        Add($"<div class=\"line\">");
        Add($"<svg width=\"{Names + Width + 10:0}\" height=\"{height}\" role=\"img\" aria-label=\"Emotions over time, a lane per speaker\">");
        Ticks(height);
        if (Top > 0) AddWave(Outline!);
        foreach (var (lane, speaker) in speakers.Index())
            Add($"<text class=\"lane\" x=\"6\" y=\"{Top + (lane * Lane) + 20}\">{Html.Safe(Short(speaker))}</text>");
        foreach (var turn in analysis.Turns) Add(turn);
        svg.Append("</svg></div>\n");
        return svg.ToString();
    }

    private void Add(AnalyzedTurn turn)
    {
        double start = timed ? turn.Start!.Value : turn.Turn, end = timed ? turn.End ?? start : start + 0.9;
        int lane = Array.IndexOf(speakers, turn.Speaker);
        double wide = Math.Max(X(end) - X(start), 2);
        string about = Html.Safe($"{turn.Speaker}: {turn.Text} – {turn.Emotion} {100 * turn.Probabilities[turn.Emotion]:0} %");
        Add($"<a href=\"#t{turn.Turn}\">");
        Add($"<rect x=\"{X(start):0.#}\" y=\"{Top + (lane * Lane) + 4}\" width=\"{wide:0.#}\" height=\"{Lane - 8}\" rx=\"3\"");
        Add($" fill=\"{colours[turn.Emotion]}\"><title>{about}</title></rect></a>");
    }

    private void AddWave(SoundOutline outline)
    {
        int columns = (int)Math.Min(Width, 4000);
        var path = new StringBuilder();
        var below = new List<string>();
        for (int column = 0; column < columns; column++)
        {
            double from = Length * column / columns, until = Length * (column + 1) / columns;
            int first = outline.Place(from), last = Math.Max(outline.Place(until), first + 1);
            float peak = outline.Peaks.Skip(first).Take(last - first).DefaultIfEmpty(0).Max();
            double half = Math.Min(peak, 1) * (Wave - 12) / 2;
            path.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? 'M' : 'L')}{X(from):0.#} {(Wave / 2) - half:0.#}");
            below.Add(string.Create(CultureInfo.InvariantCulture, $"L{X(from):0.#} {(Wave / 2) + half:0.#}"));
        }
        below.Reverse();
        Add($"<path class=\"wave\" d=\"{path}{string.Concat(below)}Z\"/>");
    }

    private void Ticks(int height)
    {
        if (!timed) return;
        double[] steps = [5, 10, 30, 60, 120, 300, 600, 1800];
        double step = steps.First(each => each * Width / Length >= 60 || each == steps[^1]);
        for (double time = 0; time <= Length; time += step)
        {
            Add($"<line class=\"tick\" x1=\"{X(time):0.#}\" x2=\"{X(time):0.#}\" y1=\"0\" y2=\"{height - Axis + 6}\"/>");
            Add($"<text x=\"{X(time):0.#}\" y=\"{height - 6}\">{AnalysisPage.Clock(time)}</text>");
        }
    }

    private double X(double time) => Names + (time / Length * Width);

    private void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Short(string name) => name.Length <= 14 ? name : name[..13] + "…";
}
