using MultiEmo.Conversations;

namespace MultiEmo.Features.Samples;

/// <summary>A turn as drawn.</summary>
/// <param name="Words">Who said what and when, and the mood as its emotion.</param>
/// <param name="Voice">How it sounds; null: it was not recorded.</param>
/// <param name="Face">Its visual values.</param>
internal sealed record SampleTurn(Utterance Words, Speech? Voice, float[] Face);
