using MultiEmo.Conversations;

namespace MultiEmo.Training;

/// <summary>The name of the feature file of each modality; null: the only one that the corpus has, or none.</summary>
/// <param name="Text">A feature file of the corpus.</param>
/// <param name="Audio">A feature file of the corpus.</param>
/// <param name="Visual">A feature file of the corpus.</param>
public sealed record FeatureChoice(string? Text = null, string? Audio = null, string? Visual = null)
{
    /// <summary>The choice for one modality.</summary>
    public string? Of(Modality modality) => modality switch
    {
        Modality.Text => Text,
        Modality.Audio => Audio,
        _ => Visual,
    };
}
