namespace MultiEmo.Conversations;

/// <summary>What a recognizer says of conversations.</summary>
/// <param name="Predictions">One per turn, conversation by conversation.</param>
/// <param name="Remarks">What a reader of the predictions should know, a sentence each: which modality was absent, and why.</param>
public sealed record Recognition(IReadOnlyList<Prediction> Predictions, IReadOnlyList<string> Remarks);
