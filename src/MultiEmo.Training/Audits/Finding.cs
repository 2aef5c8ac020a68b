namespace MultiEmo.Training.Audits;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>To be known by who reads the scores; it may be meant.</summary>
    Notice,

    /// <summary>Scores may mislead; look at it.</summary>
    Warning,

    /// <summary>Scores do not mean what they seem to mean.</summary>
    Fault,
}

/// <summary>Something that a check found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Check">The check that found it, such as <c>same-conversations</c>.</param>
/// <param name="Found">What was found, with counts; a sentence.</param>
/// <param name="Effect">What it does to the scores; a sentence.</param>
public sealed record Finding(Severity Severity, string Check, string Found, string Effect)
{
    /// <summary>A few of the places, in words.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>How many examples a finding shows.</summary>
    internal const int MostExamples = 3;

    /// <summary>The finding with the first few of its places.</summary>
    internal Finding With(IEnumerable<string> places) => this with { Examples = [.. places.Take(MostExamples)] };
}
