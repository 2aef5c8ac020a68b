using MultiEmo.Conversations;

namespace MultiEmo.Features.Audio;

/// <summary>A turn and the split it belongs to.</summary>
/// <param name="Split">The conversation's split; null when it has none.</param>
/// <param name="Turn">The turn.</param>
internal sealed record TurnPlace(Split? Split, Utterance Turn);
