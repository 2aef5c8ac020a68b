namespace MultiEmo.Training.Audits;

/// <summary>What was looked at and what was found.</summary>
/// <param name="Findings">The worst first.</param>
/// <param name="Unchecked">What could not be looked at, and why; sentences.</param>
public sealed record AuditReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Unchecked)
{
    /// <summary>The findings of one severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Puts the worst first; within a severity the order stays.</summary>
    internal static AuditReport Of(IEnumerable<Finding> findings, IEnumerable<string> missing) =>
        new([.. findings.OrderByDescending(finding => finding.Severity)], [.. missing]);
}
