namespace MultiEmo.Conversations;

/// <summary>One turn of a conversation: who said what, when, and with which emotion.</summary>
/// <param name="Turn">The corpus' own utterance number; gaps are normal, disorder and repetition are not.</param>
/// <param name="Speaker">The speaker's name, local to the conversation.</param>
/// <param name="Text">The words; empty when there are none.</param>
/// <param name="Emotion">A label of the corpus' <see cref="EmotionSet"/>; null is context that is not scored.</param>
/// <param name="Start">Seconds from the start of the recording; null when unknown.</param>
/// <param name="End">Seconds from the start of the recording; null when unknown.</param>
/// <param name="Media">File name of the turn's clip or sound, relative to a media folder; null when there is none.</param>
public sealed record Utterance(
    int Turn, string Speaker, string Text, string? Emotion = null, double? Start = null, double? End = null, string? Media = null)
{
    /// <summary>Who said the same words together with <see cref="Speaker"/>, names separated by commas; null when nobody did.</summary>
    public string? OtherSpeakers { get; init; }
}
