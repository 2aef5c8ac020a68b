using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>What a run learns from and chooses on; the test split is not in it.</summary>
/// <param name="Train">Conversations to learn from.</param>
/// <param name="Validation">Conversations to choose the epoch and the temperature on.</param>
/// <param name="Official">Whether validation is the corpus' own dev split; otherwise it was cut from the training split.</param>
/// <param name="Features">The feature file of each modality in use.</param>
public sealed record TrainingData(
    ConversationDataset Train, ConversationDataset Validation, bool Official, IReadOnlyList<FeatureEntry> Features)
{
    /// <summary>Modalities that some turns lack.</summary>
    public IReadOnlyList<Modality> Gaps => [.. Modalities.All.Where(modality => Lacks(Train, modality) || Lacks(Validation, modality))];

    /// <summary>The architecture that a recipe means for this data.</summary>
    public Architecture Architecture(Recipe recipe)
    {
        var model = recipe.Model;
        // A model that is taught to do without a modality needs the vector that stands for it; one without mask takes zeros.
        var gaps = !model.Mask ? [] : recipe.Training.Withhold > 0 ? [.. Features.Select(entry => entry.Modality)] : Gaps;
        return model.Architecture(Train.Corpus.Emotions, modality => Train.Features(modality)?.Width, gaps);
    }

    /// <summary>The data of a run: the official dev split where there is one, else a seeded share of the training conversations.</summary>
    /// <param name="corpus">A corpus loaded for training, without its test split.</param>
    /// <param name="recipe">Which features, and the share.</param>
    /// <param name="seed">The seed of the cut.</param>
    /// <exception cref="BadInputException">No labelled training utterance, or features that are missing or ambiguous.</exception>
    public static TrainingData Of(PreparedCorpus corpus, Recipe recipe, int seed)
    {
        var features = FeatureSelection.Of(corpus.Features, recipe);
        var all = FeatureSelection.Dataset(corpus, features);
        int[] train = Indices(all, Split.Train), dev = Indices(all, Split.Dev);
        bool official = dev.Length > 0;
        if (!official) (train, dev) = Cut(train, recipe.Training.ValidationShare, seed);
        var data = new TrainingData(all.Subset(train), all.Subset(dev), official, features);
        data.RequireLabels(corpus.Folder);
        return data;
    }

    /// <summary>Cuts a seeded share of the training conversations off, at least one and never all.</summary>
    /// <returns>The rest, then the cut, each in the corpus' order.</returns>
    public static (int[] Train, int[] Validation) Cut(int[] conversations, double share, int seed)
    {
        if (conversations.Length < 2)
            throw new BadInputException(
                "one training conversation cannot be divided into training and validation", "add conversations or a dev split");
        int[] order = [.. conversations];
        Seeds.ValidationCut(seed).Shuffle(order);
        int count = Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
        return ([.. order[count..].Order()], [.. order[..count].Order()]);
    }

    private static int[] Indices(ConversationDataset dataset, Split split) =>
        [.. Enumerable.Range(0, dataset.Count).Where(index => dataset.Corpus.Conversations[index].Split == split)];

    private static bool Lacks(ConversationDataset dataset, Modality modality) => dataset.Features(modality)?.Present.Contains(false) ?? false;

    private void RequireLabels(string folder)
    {
        if (Train.ClassCounts().Sum() == 0)
            throw new BadInputException("no utterance of the training split has an emotion", "label the training conversations", folder);
        if (Validation.ClassCounts().Sum() == 0)
            throw new BadInputException("no utterance to validate on has an emotion", "label the dev split, or leave it out", folder);
    }
}
