using MultiEmo.Conversations;

namespace MultiEmo.Features.Samples;

/// <summary>A turn as drawn.</summary>
/// <param name="Words">Who said what, and the mood as its emotion.</param>
/// <param name="Voice">Its audio values.</param>
/// <param name="Face">Its visual values.</param>
internal sealed record SampleTurn(Utterance Words, float[] Voice, float[] Face);
