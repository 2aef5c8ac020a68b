using MultiEmo.Conversations;

namespace MultiEmo.Live;

/// <summary>One turn as a model reads it: who speaks, and the features of each modality that the turn has.</summary>
/// <param name="Speaker">The speaker's name, local to the conversation.</param>
public sealed record LiveTurn(string Speaker)
{
    /// <summary>u^t; null: the turn has no words.</summary>
    public float[]? Text { get; init; }

    /// <summary>u^a; null: the turn has no voice.</summary>
    public float[]? Audio { get; init; }

    /// <summary>u^v; null: the turn has no face.</summary>
    public float[]? Visual { get; init; }

    /// <summary>The features of a modality; null: the turn lacks it.</summary>
    public float[]? Of(Modality modality) => modality switch
    {
        Modality.Text => Text,
        Modality.Audio => Audio,
        _ => Visual,
    };

    /// <summary>The same turn with other features of one modality.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="features">Its features; null: the turn lacks it.</param>
    public LiveTurn With(Modality modality, float[]? features) => modality switch
    {
        Modality.Text => this with { Text = features },
        Modality.Audio => this with { Audio = features },
        _ => this with { Visual = features },
    };
}
