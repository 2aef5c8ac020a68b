using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>What is to be said where turns lack a modality that the model never learnt to do without.</summary>
public static class UntaughtAbsence
{
    /// <summary>A sentence for each such modality.</summary>
    /// <param name="architecture">The model's.</param>
    /// <param name="lacks">Whether some turn lacks the modality.</param>
    public static IEnumerable<string> Remarks(Architecture architecture, Func<Modality, bool> lacks) => architecture.Modalities
        .Where(modality => !architecture.Gaps.Contains(modality) && lacks(modality))
        .Select(modality => $"Some turns lack {modality.Name()}, and the model never learnt to do without it: "
            + "their predictions are less sure than they look. "
            + "Training with --set training.withhold=0.1 teaches it.");
}
