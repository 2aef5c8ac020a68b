using MultiEmo.Storage;

namespace MultiEmo.Features.Tables;

/// <summary>What came of tables, for the user.</summary>
/// <param name="Entry">What corpus.json now says of the feature file.</param>
/// <param name="Table">The vectors and the counts of what was left over.</param>
public sealed record ExtractedTable(FeatureEntry Entry, TableFeatures Table);
