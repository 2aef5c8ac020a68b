using MultiEmo.Conversations;
using MultiEmo.Models;

namespace MultiEmo;

/// <summary>What a prediction of one utterance was made from.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Place">The utterance's place in it, from 0.</param>
/// <param name="Prediction">What the model says of it when nothing is withheld.</param>
/// <param name="Withheld">What it says without each modality; empty where <see cref="NothingWithheld"/> says why.</param>
/// <param name="Attention">Each step of each layer of MultiAttn, the utterance asking; empty where <see cref="NoAttention"/> says why.</param>
public sealed record Explanation(
    Conversation Conversation, int Place, Prediction Prediction, IReadOnlyList<Withheld> Withheld, IReadOnlyList<AttentionWeights> Attention)
{
    /// <summary>The utterance.</summary>
    public Utterance Turn => Conversation.Turns[Place];

    /// <summary>The modalities of each turn of the conversation.</summary>
    public required IReadOnlyList<IReadOnlyList<Modality>> Present { get; init; }

    /// <summary>Whether turns without a modality are hidden from who asks it; a model without mask takes zeros there for features.</summary>
    public required bool HidesAbsent { get; init; }

    /// <summary>Why no modality can be withheld, a sentence; null where one can.</summary>
    public string? NothingWithheld { get; init; }

    /// <summary>Why there is no attention, a sentence; null where there is.</summary>
    public string? NoAttention { get; init; }

    /// <summary>What a reader should know, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether a turn can be looked at when a modality is asked.</summary>
    /// <param name="place">Its place, from 0.</param>
    /// <param name="partner">The modality that is asked.</param>
    public bool CanBeAsked(int place, Modality partner) => !HidesAbsent || Present[place].Contains(partner);
}
