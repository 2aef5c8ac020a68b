using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Charts;

/// <summary>What one turn looks at when one modality asks another.</summary>
/// <param name="Query">The modality that asks.</param>
/// <param name="Partner">The modality that is asked.</param>
/// <param name="Heads">(H, T), a row of weights per head, a weight per turn of the conversation.</param>
/// <param name="Present">(T), whether a turn has the partner and can be looked at.</param>
public sealed record AttentionPanel(Modality Query, Modality Partner, IReadOnlyList<IReadOnlyList<float>> Heads, IReadOnlyList<bool> Present);
