using MultiEmo.Conversations;

namespace MultiEmo;

/// <summary>What the model says of an utterance when a modality is absent.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="From">Where it is absent.</param>
/// <param name="Prediction">What the model then says; its <see cref="Prediction.Present"/> is what the utterance has left.</param>
/// <param name="Had">Whether anything was there to be withheld; where not, nothing changes.</param>
public sealed record Withheld(Modality Modality, WithheldFrom From, Prediction Prediction, bool Had)
{
    /// <summary>By how much each probability changes against a prediction that had the modality; they sum to 0.</summary>
    public IReadOnlyList<float> Change(Prediction whole) => [.. Prediction.Probabilities.Zip(whole.Probabilities, (now, before) => now - before)];
}
