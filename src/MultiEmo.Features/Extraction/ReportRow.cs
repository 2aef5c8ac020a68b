namespace MultiEmo.Features.Extraction;

/// <summary>What is to be told of a turn after an extraction.</summary>
/// <param name="Place">The turn.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Why">What is wrong, a clause.</param>
/// <param name="Remedy">What to do about it, a clause; empty where there is nothing to do.</param>
public sealed record ReportRow(TurnPlace Place, TurnStatus Status, string Why, string Remedy);

/// <summary>What became of a turn that is not simply done.</summary>
public enum TurnStatus
{
    /// <summary>There is nothing to make its vector from: no clip in the folder, no words. It is absent.</summary>
    Missing,

    /// <summary>What there is cannot be used. It is absent.</summary>
    Failed,

    /// <summary>What there is was looked at and does not hold what is looked for, such as a face. It is absent.</summary>
    Empty,

    /// <summary>It has a vector, of less than there should be.</summary>
    Partial,
}
