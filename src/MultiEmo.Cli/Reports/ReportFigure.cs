using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Cli.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Name">The name of its files, without ending: letters, digits and dashes.</param>
/// <param name="Caption">What it shows and how to read it.</param>
/// <param name="Chart">The drawing.</param>
internal sealed record ReportFigure(string Name, string Caption, Chart Chart);
