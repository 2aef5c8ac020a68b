using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>One modality's features of conversations that are in no prepared corpus.</summary>
/// <param name="Matrix">A row per turn.</param>
/// <param name="Remark">A sentence for the user, such as why a modality is absent; null when there is nothing to say.</param>
public sealed record ExtractedFeatures(FeatureMatrix Matrix, string? Remark);
