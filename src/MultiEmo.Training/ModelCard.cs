using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>The model card of a seed: what it was trained on, how it was chosen, how it scores, and what it must not be used for.</summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">What was learnt from and chosen on.</param>
/// <param name="run">The corpus and its features.</param>
/// <param name="best">The epoch that was kept.</param>
/// <param name="seed">The seed.</param>
public sealed class ModelCard(Recipe recipe, TrainingData data, RunData run, EpochReport best, int seed)
{
    /// <summary>The card as Markdown.</summary>
    /// <param name="metrics">Scores on the validation conversations.</param>
    public string Text(Metrics metrics) => string.Create(CultureInfo.InvariantCulture, $"""
        # {recipe.Name}, seed {seed}

        {What()}, an emotion for each utterance of a conversation, one of: {string.Join(", ", run.Emotions.Labels)}.

        ## Trained on

        - Corpus: {run.Corpus}{(run.Note is null ? "" : $". {run.Note}")}
        - {Size("training", data.Train.Count, data.Train.Turns)}
        - {Size("validation", data.Validation.Count, data.Validation.Turns)}, {Origin()}
        - Features: {string.Join("; ", run.Features.Select(entry => $"{entry.Modality.Name()} {entry.Name} ({entry.Extractor}, {entry.Width} wide)"))}

        ## How it was chosen

        {Choice()}

        ## Scores on validation

        | emotion | F1 | utterances |
        |---|---|---|
        {string.Join("\n", metrics.PerClass.Select(Row))}

        Weighted F1 {100 * metrics.WeightedF1:f2}, accuracy {100 * metrics.Accuracy:f2},
        unweighted average recall {100 * metrics.UnweightedAverageRecall:f2}.
        {Caution()}

        ## Not to be used for

        - Inferring emotions of people at work or in education: the EU AI Act, Article 5(1)(f), bans it but for medical or safety reasons.
        - Decisions about a person, and any recording of people who have not agreed.
        - Other languages, cultures, ages or situations than those of the corpus, without measuring there first.
        A label says how an utterance resembles what annotators called by that name, not what somebody feels.

        """);

    private string What() => recipe.Model.Kind == "multiemo"
        ? "MultiEMO (Shi and Huang, ACL 2023)"
        : "Multinomial logistic regression on single utterances";

    private string Origin() => data.Official ? "the corpus' own dev split" : $"cut from the training split with seed {seed}";

    private string Caution() => recipe.Protocol == Protocol.Released
        ? "The temperature was chosen on these conversations, the epoch was picked on the test set: neither tells of new data."
        : "The epoch and the temperature were chosen on these conversations, so these scores are optimistic; the test split tells more.";

    private string Choice() => recipe.Protocol == Protocol.Released
        ? string.Create(CultureInfo.InvariantCulture,
            $"Epoch {best.Epoch} was **picked on the test set** (weighted F1 there {100 * best.SelectionF1:f2}), "
            + $"as the released program does: no estimate for new data.")
        : string.Create(CultureInfo.InvariantCulture, $"Epoch {best.Epoch} had the best weighted F1 on validation. The test split was not opened.");

    private static string Row(ClassScores scores) =>
        string.Create(CultureInfo.InvariantCulture, $"| {scores.Label} | {100 * scores.F1:f2} | {scores.Support} |");

    private static string Size(string what, int conversations, int turns) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversations} {what} conversations, {turns} utterances");
}
