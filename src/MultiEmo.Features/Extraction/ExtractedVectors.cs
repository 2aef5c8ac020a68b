using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>What came of an extraction.</summary>
/// <param name="Entry">The feature file; null where only a share was done.</param>
/// <param name="Present">Turns with a vector; of a share, its items that are done.</param>
/// <param name="Report">What is to be told of turns, in the order of the corpus.</param>
/// <param name="ReportPath">Where it is written.</param>
public sealed record ExtractedVectors(FeatureEntry? Entry, int Present, IReadOnlyList<ReportRow> Report, string ReportPath);
