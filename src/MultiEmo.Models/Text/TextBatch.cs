namespace MultiEmo.Models.Text;

/// <summary>Turns whose vectors are computed together.</summary>
/// <param name="Rows">The number of each turn among all turns of the conversations, from 0.</param>
/// <param name="Inputs">The tokens of each.</param>
public sealed record TextBatch(IReadOnlyList<int> Rows, IReadOnlyList<int[]> Inputs);
