namespace MultiEmo.Conversations;

/// <summary>What a model says of one utterance.</summary>
/// <param name="Conversation">Id of the conversation.</param>
/// <param name="Turn">The corpus' utterance number.</param>
/// <param name="Emotion">The most probable label.</param>
/// <param name="Probabilities">Calibrated probabilities in the order of the emotion set; they sum to 1.</param>
/// <param name="Truth">The label of the corpus; null when there is none.</param>
public sealed record Prediction(string Conversation, int Turn, string Emotion, IReadOnlyList<float> Probabilities, string? Truth = null)
{
    /// <summary>The modalities (text, audio, visual) that this utterance had.</summary>
    public IReadOnlyList<string> Present { get; init; } = [];
}
