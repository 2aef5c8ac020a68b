using System.Globalization;
using System.Text;
using MultiEmo.Cli.Pages;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Reports;

/// <summary>A report as one page that needs nothing else.</summary>
/// <param name="results">What it is about.</param>
/// <param name="figures">Figures of all runs together, and of each run by its name.</param>
/// <param name="comparison">How sure the scores are; null where that cannot be said.</param>
internal sealed class ReportPage(ReportedResults results, ReportFigures figures, Comparison? comparison)
{
    private const int LargestDrawing = 250_000;     // characters of SVG; above it a picture of points is smaller
    private readonly Html page = Html.Page(results.Title, PageStyle.Report);

    /// <summary>The page.</summary>
    /// <param name="mistakes">Utterances that were not recognised, by the name of the run; a run that is not in it shows none.</param>
    public string Markup(IReadOnlyDictionary<string, Misclassified> mistakes)
    {
        int count = results.Runs.Count;
        page.Add($"<h1>{Html.Safe(results.Title)}</h1>");
        page.Paragraph($"{(count == 1 ? "One run" : $"{count} runs")}, scored on the test split of {results.Runs[0].Run.Data.Corpus}.", "model");
        Protocol();
        Scores();
        Certainty();
        foreach (var figure in figures.Shared) Figure(figure);
        foreach (var (place, run) in results.Runs.Index()) Run(run, place == 0, mistakes.GetValueOrDefault(run.Name));
        Published();
        return page.End();
    }

    private void Protocol()
    {
        var first = results.Runs[0];
        page.Add("<aside><strong>How these numbers came about.</strong>");
        bool picked = results.Runs.Any(run => run.Run.Selection == Selection.Test);
        string which = picked ? "But where it is marked otherwise, the" : "The";
        page.Paragraph($"Models learnt from the training split. {which} epoch that each seed kept, and the temperature of its probabilities, were "
            + "chosen on the validation split. The test split was scored by 'multiemo evaluate' alone"
            + (picked ? "." : ", and nothing was fitted or chosen on it."));
        if (picked)
            page.Paragraph("A run that is marked was trained by the protocol of the released script: its epoch was "
                + $"{Selections.PickedOnTest}, so that its score is too high by an unknown amount.");
        var few = ExperimentMeasures.MinorityClasses(first.Summary);
        string minority = few.Count > 0 ? $": {string.Join(", ", few)}" : "; here there is none";
        page.Paragraph("Scores are in percent: mean ± sample standard deviation over seeds. F1 is scikit-learn's, weighted F1 its "
            + "average='weighted'. UAR is unweighted average recall. Shift F1 is weighted F1 of the utterances where the speaker's emotion differs "
            + "from the one before. Minority F1 is the mean F1 of classes with less than two thirds of an even share of the utterances"
            + $"{minority}.");
        page.List(results.Runs.SelectMany(run => run.Notes.Select(note => run.Run.Data.Note == note ? note : $"{run.Name}: {note}")).Distinct());
        page.List(results.Remarks);
        page.Add("</aside>");
    }

    private void Scores()
    {
        Heading("Scores");
        var labels = results.Runs[0].Summary.Runs[0].Confusion.Labels;
        page.Table(new TextTable("Measures over all emotions", ["system", "seeds", .. ExperimentMeasures.Names],
        [
            .. results.Runs.Select(run => (IReadOnlyList<string>)
            [
                run.Marked, run.Summary.Seeds.Count.ToString(CultureInfo.InvariantCulture),
                .. ExperimentMeasures.Of(run.Summary).Select(estimate => estimate?.ToString() ?? ResultTable.Unknown),
            ]),
        ]));
        page.Table(new TextTable("F1 of each emotion", ["system", .. labels],
        [
            .. results.Runs.Select(run => (IReadOnlyList<string>)
                [run.Marked, .. run.Summary.PerClass.Select(scores => $"{scores.F1}")]),
        ]));
    }

    private void Certainty()
    {
        if (comparison is null)
        {
            page.Paragraph("The runs did not predict the same utterances with the same labels, so that their scores are not compared here.");
            return;
        }
        Heading(comparison.Systems.Count == 1 ? "How sure the scores are" : "How sure the scores and their differences are");
        var tables = ComparisonPage.Tables(comparison);
        foreach (var table in tables.Take(2).Where(table => table.Rows.Count > 0)) page.Table(table);
        if (tables.Skip(2).Any(table => table.Rows.Count > 0))
            page.Details("Other measures", () =>
            {
                foreach (var table in tables.Skip(2).Where(table => table.Rows.Count > 0)) page.Table(table);
            });
        page.List(ComparisonPage.Sentences(comparison));
    }

    private void Run(ReportedRun run, bool first, Misclassified? mistakes)
    {
        Heading(run.Marked);
        page.Paragraph($"Features: {run.Run.Features}. Epochs {run.Run.Selection.Phrase()}.", "model");
        page.Table(run.Seeds());
        void Figures()
        {
            foreach (var figure in figures.Of(run)) Figure(figure);
        }
        if (first || results.Runs.Count <= ReportFigures.MostWhole) Figures();
        else page.Details("Figures", Figures);
        if (mistakes is not null) new MisclassifiedSection(page, mistakes).Add();
        page.Details("Settings, features and where it was trained", () =>
        {
            page.Paragraph($"Run folder {run.Path}. Recipe and feature files follow the table.");
            page.Table(run.Environments());
            page.Add($"<pre>{Html.Safe(File.ReadAllText(run.Run.Folder.Recipe).Trim())}</pre>");
            foreach (var entry in run.Run.Data.Features) page.Add($"<pre>{Html.Safe(Json.Text(entry))}</pre>");
        });
    }

    private void Published()
    {
        if (results.Published is not { } table) return;
        Heading("Published, and not comparable");
        page.Paragraph($"Rows of the paper (Shi and Huang, ACL 2023) on {table.Corpus}, not measured here. Their features are not those of the runs "
            + "above (MultiEMO: fine-tuned RoBERTa, openSMILE, faces; none of their weights was released), and the released script keeps the epoch "
            + $"{Selections.PickedOnTest}, of one seed.");
        var shown = new ResultTable(table.Labels, table.Rows);
        page.Table(new TextTable("", shown.Headings, [.. table.Rows.Select(ResultTable.Cells)]));
    }

    private void Figure(ReportFigure figure)
    {
        string svg = figure.Chart.Svg();
        string data = svg.Length <= LargestDrawing
            ? $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}"
            : $"data:image/png;base64,{Convert.ToBase64String(figure.Chart.Png())}";
        var size = figure.Chart.Size;
        page.Add($"<figure><img width=\"{size.Width}\" height=\"{size.Height}\" alt=\"{Html.Safe(figure.Chart.Description)}\" src=\"{data}\">"
            + $"<figcaption>{Html.Safe(figure.Caption)}</figcaption></figure>");
    }

    private void Heading(string text) => page.Add($"<h2>{Html.Safe(text)}</h2>");
}
