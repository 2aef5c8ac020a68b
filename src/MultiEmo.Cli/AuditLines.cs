using MultiEmo.Cli.Terminal;
using MultiEmo.Training.Audits;

namespace MultiEmo.Cli;

/// <summary>An audit as lines.</summary>
internal static class AuditLines
{
    /// <summary>Each finding with what it does to the scores and a few examples, then the counts.</summary>
    public static void Print(AuditReport report, string path, bool run)
    {
        Screen.Line($"audit of the {(run ? "run" : "corpus")} {path}");
        foreach (var finding in report.Findings) Print(finding);
        Screen.Line();
        foreach (string sentence in report.Unchecked) Screen.Line($"not checked: {sentence}");
        Screen.Line(Counts(report));
    }

    private static void Print(Finding finding)
    {
        Screen.Line();
        Screen.Line($"{finding.Severity.ToString().ToLowerInvariant()} ({finding.Check}): {finding.Found}");
        Screen.Line($"  effect: {finding.Effect}");
        foreach (string example in finding.Examples) Screen.Line($"  - {example}");
    }

    private static string Counts(AuditReport report) => report.Findings.Count == 0
        ? "nothing found"
        : string.Join(", ", Enum.GetValues<Severity>().Reverse().Select(severity => Count(severity, report.Count(severity))));

    private static string Count(Severity severity, int count) => $"{count} {severity.ToString().ToLowerInvariant()}{(count == 1 ? "" : "s")}";
}
