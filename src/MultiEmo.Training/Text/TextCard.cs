using System.Globalization;
using MultiEmo.Evaluation;

namespace MultiEmo.Training.Text;

/// <summary>The card of a text network: what it was trained on, how it was chosen, how it scores, and what it must not be used for.</summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">What was learnt from and chosen on.</param>
/// <param name="sources">Where that came from.</param>
/// <param name="best">The epoch that was kept.</param>
public sealed class TextCard(TextRecipe recipe, TextData data, TextSources sources, TextEpoch best)
{
    /// <summary>The card as Markdown.</summary>
    /// <param name="metrics">Scores on the validation utterances.</param>
    public string Text(Metrics metrics) => string.Create(CultureInfo.InvariantCulture, $"""
        # A text network for {sources.Corpora[0].Name}, seed {recipe.Seed}

        {What()}, an emotion for each utterance by its words{Around()}, one of: {string.Join(", ", data.Heads[0].Labels)}. Its vectors are
        features of utterances: `multiemo extract CORPUS --text {recipe.Extractor}:THIS_FOLDER`.

        ## Trained on

        {string.Join("\n", sources.Corpora.Select(corpus => $"- Corpus: {corpus.Name}{(corpus.Note is null ? "" : $". {corpus.Note}")}"))}
        - {data.Train.Count} training utterances{Without()}
        - {data.Validation.Count} validation utterances, {Origin()}

        ## How it was chosen

        Epoch {best.Epoch} had the best weighted F1 on validation. The test split was not opened.

        ## Scores on validation

        | emotion | F1 | utterances |
        |---|---|---|
        {string.Join("\n", metrics.PerClass.Select(Row))}

        Weighted F1 {100 * metrics.WeightedF1:f2}, accuracy {100 * metrics.Accuracy:f2}. The epoch was chosen on these utterances, so these scores are
        optimistic. Vectors of the training utterances were fitted on their own labels: what is trained on them takes text for more reliable than
        it is.

        ## Not to be used for

        - Inferring emotions of people at work or in education: the EU AI Act, Article 5(1)(f), bans it but for medical or safety reasons.
        - Decisions about a person, and any text of people who have not agreed.
        - Other languages, cultures, ages or situations than those of the corpus, without measuring there first.
        A label says how an utterance resembles what annotators called by that name, not what somebody feels.

        """);

    private string Around() => recipe.Encoder == "small" ? "" : " and those around it";

    private string What() => sources.Begun is null
        ? $"A text network ({recipe.Encoder}), trained from the beginning"
        : $"A text network ({recipe.Encoder}), begun with the weights {sources.Begun} (SHA-256 {sources.Sha256})";

    private string Without() => sources.Without is null
        ? ""
        : $"; of the further corpora without {string.Join(", ", sources.LeftOut)} that stand in dev or test of {sources.Without}";

    private string Origin() => data.Official ? "the corpus' own dev split" : $"cut from the training split with seed {recipe.Seed}";

    private static string Row(ClassScores scores) =>
        string.Create(CultureInfo.InvariantCulture, $"| {scores.Label} | {100 * scores.F1:f2} | {scores.Support} |");
}
