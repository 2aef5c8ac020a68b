namespace MultiEmo.Features.Text.BytePairs;

/// <summary>Two neighbours that become one.</summary>
/// <param name="Left">The first, spelt in <see cref="ByteAlphabet"/>.</param>
/// <param name="Right">The second.</param>
internal readonly record struct TokenPair(string Left, string Right);

/// <summary>When two neighbours become one, and what.</summary>
/// <param name="Rank">The lower is joined first.</param>
/// <param name="Symbol">The number of what they become.</param>
internal readonly record struct PairMerge(int Rank, int Symbol);
