using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>Chooses one feature file per modality.</summary>
public static class FeatureSelection
{
    /// <summary>The feature files that a recipe uses of a corpus.</summary>
    /// <param name="available">The corpus' feature files.</param>
    /// <param name="recipe">Its choice by name, and its modalities.</param>
    /// <exception cref="BadInputException">A name that is not there; a modality with several files and no choice; no features at all.</exception>
    public static IReadOnlyList<FeatureEntry> Of(IReadOnlyList<FeatureEntry> available, Recipe recipe)
    {
        var wanted = recipe.Model.Modalities.Count == 0 ? Modalities.All : [.. recipe.Model.Modalities.Select(name => Modalities.Parse(name)!.Value)];
        bool named = recipe.Model.Modalities.Count > 0;
        FeatureEntry? Chosen(Modality modality) => Choose(available, recipe, modality, named);
        FeatureEntry[] chosen = [.. Modalities.All.Where(wanted.Contains).Select(Chosen).OfType<FeatureEntry>()];
        if (chosen.Length > 0) return chosen;
        throw new BadInputException("the corpus has no features", "extract some first: multiemo extract CORPUS --text tfidf");
    }

    /// <summary>A corpus with the chosen features.</summary>
    public static ConversationDataset Dataset(PreparedCorpus corpus, IReadOnlyList<FeatureEntry> features)
    {
        FeatureMatrix? Read(Modality modality) =>
            features.FirstOrDefault(entry => entry.Modality == modality) is { } entry ? corpus.ReadFeatures(entry.Name) : null;
        return new ConversationDataset(corpus.Corpus, Read(Modality.Text), Read(Modality.Audio), Read(Modality.Visual));
    }

    private static FeatureEntry? Choose(IReadOnlyList<FeatureEntry> available, Recipe recipe, Modality modality, bool required)
    {
        FeatureEntry[] candidates = [.. available.Where(entry => entry.Modality == modality)];
        string[] names = [.. candidates.Select(entry => entry.Name)];
        if (recipe.Features.Of(modality) is { } name)
            return candidates.FirstOrDefault(entry => entry.Name == name) ?? throw new BadInputException(
                $"the corpus has no {modality.Name()} features '{name}'", names.Length == 0 ? "extract them first" : Spelling.Suggest(name, names));
        if (candidates.Length > 1)
            throw new BadInputException(
                $"the corpus has several {modality.Name()} features: {string.Join(", ", names)}",
                $"choose one: --features {modality.Name()}={names[0]}");
        if (candidates.Length == 0 && required)
            throw new BadInputException(
                $"the corpus has no {modality.Name()} features", "extract them, or leave the modality out of model.modalities");
        return candidates.FirstOrDefault();
    }
}
