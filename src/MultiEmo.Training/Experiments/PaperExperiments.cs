using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Experiments;

/// <summary>The experiments of the paper, for the features that a corpus has.</summary>
public static class PaperExperiments
{
    /// <summary>The name of <see cref="Ablations"/>.</summary>
    public const string AblationsName = "ablations";

    /// <summary>The name of <see cref="OfModalities"/>.</summary>
    public const string ModalitiesName = "modalities";

    private const string Frames = "frames";

    /// <summary>
    /// The ablations of Tables 1 and 2, and two more: MultiEMO without VisExtNet (whole frames in place of faces where the corpus has such features,
    /// else without the visual modality), without MultiAttn, without SWFC, without Soft-HGR, and without both losses.
    /// </summary>
    /// <param name="features">The corpus' feature files.</param>
    /// <param name="recipe">A recipe by its name or its file.</param>
    /// <param name="settings">Settings over the recipe.</param>
    public static Experiment Ablations(IReadOnlyList<FeatureEntry> features, string recipe, IReadOnlyList<string> settings) => new(
        AblationsName, recipe, settings,
        [
            new("MultiEMO", []),
            WithoutVisExtNet(features, RecipeReader.Read(recipe, settings)),
            new("w/o MultiAttn", ["model.multi_attn=false"]),
            new("w/o SWFC", ["loss.swfc=0"]),
            new("w/o Soft-HGR", ["loss.soft_hgr=0"]),
            new("w/o SWFC and Soft-HGR", ["loss.swfc=0", "loss.soft_hgr=0"]),
        ]);

    /// <summary>The modalities of Table 3, alone and together, and audio with visual, which it lacks.</summary>
    /// <param name="features">The corpus' feature files.</param>
    /// <param name="recipe">A recipe by its name or its file.</param>
    /// <param name="settings">Settings over the recipe.</param>
    public static Experiment OfModalities(IReadOnlyList<FeatureEntry> features, string recipe, IReadOnlyList<string> settings) => new(
        ModalitiesName, recipe, settings,
        [
            Only(features, Modality.Text), Only(features, Modality.Audio), Only(features, Modality.Visual),
            Only(features, Modality.Text, Modality.Audio), Only(features, Modality.Text, Modality.Visual),
            Only(features, Modality.Audio, Modality.Visual), Only(features, Modality.Text, Modality.Audio, Modality.Visual),
        ]);

    private static ExperimentCell Only(IReadOnlyList<FeatureEntry> features, params Modality[] modalities)
    {
        string[] names = [.. modalities.Select(modality => modality.Name())];
        string[] lacking = [.. modalities.Where(modality => features.All(entry => entry.Modality != modality)).Select(modality => modality.Name())];
        return new(string.Join(" + ", names), [$"model.modalities={string.Join(',', names)}"])
        {
            Skipped = lacking.Length == 0 ? null : $"the corpus has no {string.Join(" and no ", lacking)} features",
        };
    }

    // Whole frames are features of the extractor frames, or of a name that begins so.
    private static ExperimentCell WithoutVisExtNet(IReadOnlyList<FeatureEntry> features, Recipe recipe)
    {
        FeatureEntry[] visual = [.. features.Where(entry => entry.Modality == Modality.Visual)];
        Modality[] others = [.. Modalities.All.Where(modality => modality != Modality.Visual && features.Any(entry => entry.Modality == modality))];
        var whole = visual.FirstOrDefault(entry => IsWhole(entry) && entry.Name != recipe.Features.Visual);
        var cell = new ExperimentCell("w/o VisExtNet", [$"model.modalities={string.Join(',', others.Select(modality => modality.Name()))}"]);
        if (visual.Length == 0) return cell with { Skipped = "the corpus has no visual features: MultiEMO itself is without VisExtNet" };
        if (whole is not null)
        {
            string note = $"Whole frames ({whole.Name}) stand in place of faces, as in the paper.";
            return new(cell.Name, [$"features.visual={whole.Name}"]) { Note = note };
        }
        if (others.Length == 0) return cell with { Skipped = "the corpus has visual features alone" };
        return cell with { Note = "The visual modality is absent altogether; the paper's row has whole frames in place of faces." };
    }

    private static bool IsWhole(FeatureEntry entry) =>
        entry.Extractor.StartsWith(Frames, StringComparison.Ordinal) || entry.Name.StartsWith(Frames, StringComparison.Ordinal);
}
