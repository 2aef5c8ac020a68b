using System.Globalization;
using MultiEmo.Cli.Faces;
using MultiEmo.Cli.Pages;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Models.Faces;

namespace MultiEmo.Cli.Analyses;

/// <summary>An analysis as one page that needs nothing else: timeline, probabilities, what was absent, and what it is not for.</summary>
/// <param name="analysis">The rows.</param>
/// <param name="title">What it is about.</param>
/// <param name="model">What made the rows, a clause.</param>
internal sealed class AnalysisPage(Analysis analysis, string title, string model)
{
    private const int MostFaces = 1500;    // a kilobyte or two each
    private readonly string[] labels = [.. analysis.Turns[0].Probabilities.Keys];
    private readonly IReadOnlyDictionary<string, string> colours = EmotionColours.Of([.. analysis.Turns[0].Probabilities.Keys]);
    private readonly Html html = Cli.Pages.Html.Page($"{title} – emotions", PageStyle.Analysis);
    private readonly int faces = Math.Clamp(MostFaces / analysis.Turns.Count, 1, 3);

    /// <summary>The page.</summary>
    public string Html()
    {
        Add($"""
            <h1>{Safe(title)}</h1>
            <p class="model">{analysis.Turns.Count} utterance{(analysis.Turns.Count == 1 ? "" : "s")}, {Safe(model)}</p>
            """);
        Warning();
        Remarks();
        html.Add(new Timeline(analysis, colours).Svg());
        Legend();
        Rows();
        return html.End();
    }

    /// <summary>Seconds as minutes and seconds, with hours where there are any.</summary>
    public static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    private void Warning() => Add("""
        <aside>
        <strong>What this must not be used for.</strong> A label says how annotators would have called recordings that sounded, looked and read
        alike. It is no evidence of what somebody felt, meant or will do.
        Not at work or in education, not covertly, not to decide about people, not on children.
        Show it to those who speak here, and let them correct and delete it.
        </aside>
        """);

    private void Remarks()
    {
        if (analysis.Remarks.Count == 0) return;
        Add("<ul class=\"remarks\">");
        foreach (string remark in analysis.Remarks) Add($"<li>{Safe(remark)}</li>");
        Add("</ul>");
    }

    private void Legend()
    {
        Add("<ul class=\"legend\">");
        foreach (string label in labels)
            Add($"<li><span style=\"background:{colours[label]}\"></span>{Safe(label)} ({analysis.Turns.Count(turn => turn.Emotion == label)})</li>");
        Add("</ul>");
    }

    private void Rows()
    {
        Add("<ol class=\"turns\" start=\"0\">");
        foreach (var turn in analysis.Turns) Row(turn);
        Add("</ol>");
    }

    private void Row(AnalyzedTurn turn)
    {
        string when = turn.Start is { } start ? Clock(start) : "";
        string words = turn.Text.Length > 0 ? Safe(turn.Text) : "<i>no words</i>";
        Add($"""
            <li id="t{turn.Turn}" style="border-color:{colours[turn.Emotion]}">
            <div class="said">{Faces(turn)}<span class="when">{when}</span> <b>{Safe(turn.Speaker)}</b> {words}</div>
            <div class="felt"><b>{Safe(turn.Emotion)}</b> <span class="bar">
            """);
        foreach (string label in labels)
        {
            string share = Percent(turn.Probabilities[label]);
            Add($"<span style=\"width:{share};background:{colours[label]}\" title=\"{Safe(label)} {share}\"></span>");
        }
        Add("</span></div>");
        string first = string.Join(", ", labels.OrderByDescending(label => turn.Probabilities[label]).Take(3)
            .Select(label => $"{label} {Percent(turn.Probabilities[label])}"));
        string[] told =
        [
            "from " + string.Join(", ", turn.Present.DefaultIfEmpty("nothing but the turns around it")),
            .. turn.Absent.Select(pair => $"no {pair.Key}: {pair.Value}"), .. turn.Notes,
        ];
        Add($"<div class=\"told\">{Safe($"{first} · {string.Join("; ", told)}")}</div>\n</li>");
    }

    private string Faces(AnalyzedTurn turn)
    {
        if (turn.Faces.Count == 0) return "";
        var pictures = turn.Faces.Take(faces).Select(face =>
        {
            string bytes = Convert.ToBase64String(PictureFile.Jpeg(face.Pixels, SeenFace.Side, SeenFace.Side));
            string size = $"width=\"{SeenFace.Side}\" height=\"{SeenFace.Side}\"";
            return $"<img src=\"data:image/jpeg;base64,{bytes}\" {size} alt=\"face at {Clock(face.Time)}\">";
        });
        return $"<span class=\"faces\">{string.Concat(pictures)}</span>";
    }

    private void Add(string text) => html.Add(text);

    private static string Safe(string text) => Pages.Html.Safe(text);

    private static string Percent(float share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#}%");
}
