using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>The settings of a network that do not follow from the corpus.</summary>
public sealed record ModelSettings
{
    /// <summary>multiemo or logistic-regression.</summary>
    public string Kind { get; init; } = "multiemo";

    /// <summary>The modalities to use, text, audio, visual; empty: all that the corpus has features of.</summary>
    public IReadOnlyList<string> Modalities { get; init; } = [];

    /// <summary>Model width d.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Feed-forward width f.</summary>
    public int Hidden { get; init; } = 1024;

    /// <summary>Attention heads H; divides the width.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>MultiAttn layers L.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Width of the classifier's hidden layer; 0 stands for 2d.</summary>
    public int Classifier { get; init; }

    /// <summary>Whether the recurrence also runs backwards.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Whether text has a recurrence.</summary>
    public bool TextContext { get; init; }

    /// <summary>Whether padded turns are hidden from attention.</summary>
    public bool Mask { get; init; } = true;

    /// <summary>Whether MultiAttn runs.</summary>
    public bool MultiAttn { get; init; } = true;

    /// <summary>Whether the parameters that the reference program builds and never runs are built too, so that state dicts fit both.</summary>
    public bool ReferenceParameters { get; init; } = true;

    /// <summary>Dropout rates.</summary>
    public Dropouts Dropout { get; init; } = new();

    /// <summary>The architecture for a corpus.</summary>
    /// <param name="emotions">Its labels.</param>
    /// <param name="width">The width of each modality's features; null where it is not in use.</param>
    /// <param name="gaps">Modalities that some turns lack.</param>
    public Architecture Architecture(EmotionSet emotions, Func<Modality, int?> width, IReadOnlyList<Modality> gaps) => new()
    {
        Kind = Kind,
        Labels = emotions.Labels,
        EmotionSet = emotions.Name,
        Text = width(Modality.Text),
        Audio = width(Modality.Audio),
        Visual = width(Modality.Visual),
        Gaps = gaps,
        Width = Width,
        Hidden = Hidden,
        Heads = Heads,
        Layers = Layers,
        Classifier = Classifier == 0 ? 2 * Width : Classifier,
        Bidirectional = Bidirectional,
        TextContext = TextContext,
        Mask = Mask,
        MultiAttn = MultiAttn,
        ReferenceParameters = ReferenceParameters,
    };
}
