using System.Text.Json.Serialization;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>
/// The shape of a model, saved beside its weights: everything that decides names and sizes of parameters and how they are used.
/// Defaults are those of the paper's settings for MELD.
/// </summary>
public sealed record Architecture
{
    /// <summary>multiemo, or logistic-regression (one utterance at a time, the baseline).</summary>
    public string Kind { get; init; } = "multiemo";

    /// <summary>Labels in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Name of the emotion set.</summary>
    public string EmotionSet { get; init; } = "custom";

    /// <summary>Width of u^t; null leaves the modality out.</summary>
    public int? Text { get; init; }

    /// <summary>Width of u^a; null leaves the modality out.</summary>
    public int? Audio { get; init; }

    /// <summary>Width of u^v; null leaves the modality out.</summary>
    public int? Visual { get; init; }

    /// <summary>Modalities that some turns lack: each has a learned vector for such turns.</summary>
    public IReadOnlyList<Modality> Gaps { get; init; } = [];

    /// <summary>Model width d.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Feed-forward width f.</summary>
    public int Hidden { get; init; } = 1024;

    /// <summary>Attention heads H; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Layers L of each MultiAttn stack.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Width of the classifier's hidden layer (eq. 15): d on IEMOCAP, 2d on MELD.</summary>
    public int Classifier { get; init; } = 512;

    /// <summary>Whether a second recurrence runs over the reversed turns (IEMOCAP) or none does (MELD).</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Whether text goes through a DialogueRNN (IEMOCAP) or straight to the fusion (MELD).</summary>
    public bool TextContext { get; init; }

    /// <summary>
    /// Whether padded and absent turns are hidden from attention; false, where absent features are zeros, only to compare with the released program.
    /// </summary>
    public bool Mask { get; init; } = true;

    /// <summary>Whether MultiAttn runs; false is the ablation without it.</summary>
    public bool MultiAttn { get; init; } = true;

    /// <summary>Whether the parameters that the reference program builds and never runs are built too, for the modalities in use.</summary>
    public bool ReferenceParameters { get; init; } = true;

    /// <summary>The number of emotions, C.</summary>
    [JsonIgnore]
    public int Classes => Labels.Count;

    /// <summary>Feature width of a modality; null when it is left out.</summary>
    public int? WidthOf(Modality modality) => modality switch
    {
        Modality.Text => Text,
        Modality.Audio => Audio,
        _ => Visual,
    };

    /// <summary>The modalities of the model, in the order text, audio, visual.</summary>
    [JsonIgnore]
    public IReadOnlyList<Modality> Modalities => [.. Conversations.Modalities.All.Where(modality => WidthOf(modality) is not null)];

    /// <summary>Whether a modality has a recurrence of its own that runs.</summary>
    public bool HasContext(Modality modality) => WidthOf(modality) is not null && (modality != Modality.Text || TextContext);
}
