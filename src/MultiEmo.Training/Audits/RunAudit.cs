using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Looks for what makes the scores of a run mean something else than they seem to, and into the corpus it was trained on where that is still there.
/// </summary>
public static class RunAudit
{
    private const double FewestErrors = 3, LeastGap = 0.05;

    /// <summary>Checks everything.</summary>
    /// <param name="run">A run with at least one finished seed.</param>
    /// <exception cref="BadInputException">A file of the run is broken, or no seed is finished.</exception>
    public static AuditReport Of(RunFolder run)
    {
        SeedFolder[] seeds = [.. run.Seeds.Select(run.Seed)], finished = [.. seeds.Where(seed => seed.Finished)];
        if (finished.Length == 0) _ = seeds[0].RequireFinished();
        var recipe = RecipeReader.Read(run);
        var data = RunData.Read(finished[0]);
        var missing = new List<string>();
        var findings = Selected(recipe, finished).ToList();
        if (Scores(finished, Split.Test) is { } test) findings.AddRange(Gap(Scores(finished, Split.Dev)!, test));
        else missing.Add("No scores on test are kept, so validation was not compared with them: 'multiemo evaluate' keeps some.");
        if (Corpus(finished[0], missing) is not { } corpus)
        {
            findings.AddRange(data.Features.SelectMany(FeatureProvenance.Described));
            return AuditReport.Of(findings, missing);
        }
        if (!data.IsOf(corpus)) findings.Add(Changed(corpus));
        var inner = CorpusAudit.Of(corpus);
        return AuditReport.Of([.. findings, .. inner.Findings], [.. missing, .. inner.Unchecked]);
    }

    /// <summary>
    /// Validation above test by more than five points and three standard errors of the difference, each score's error taken for that of a
    /// share of as many independent turns. Seeds are averaged; they share their turns, so that more of them make no smaller error.
    /// </summary>
    /// <param name="validation">The scores of each seed on validation.</param>
    /// <param name="test">Those on test.</param>
    public static IEnumerable<Finding> Gap(IReadOnlyList<Metrics> validation, IReadOnlyList<Metrics> test)
    {
        double high = validation.Average(each => each.WeightedF1), low = test.Average(each => each.WeightedF1);
        double error = Math.Sqrt(Variance(high, validation) + Variance(low, test));
        if (high - low <= Math.Max(LeastGap, FewestErrors * error)) yield break;
        string scores = string.Create(CultureInfo.InvariantCulture, $"Weighted F1 on validation is {100 * high:f2}, on test {100 * low:f2}");
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{scores}: {100 * (high - low):f2} points apart, {(high - low) / error:f1} standard errors.");
        yield return new Finding(Severity.Warning, "validation-above-test", found,
            "Scores on validation are no estimate for new data: it is nearer to train than test is, or too much was chosen on it.");
    }

    private static double Variance(double share, IReadOnlyList<Metrics> scores) => share * (1 - share) / scores.Average(each => each.Utterances);

    private static IEnumerable<Finding> Selected(Recipe recipe, SeedFolder[] finished)
    {
        if (recipe.Protocol != Protocol.Released) yield break;
        string found = $"The epochs of {finished.Length} seeds were {Selections.PickedOnTest} (protocol released).";
        yield return new Finding(Severity.Fault, "test-selection", found,
            "Scores on test are too high: the best of many epochs on it is no estimate for new data.");
    }

    private static Metrics[]? Scores(SeedFolder[] finished, Split split)
    {
        string[] paths = [.. finished.Select(seed => seed.Metrics(split))];
        return paths.All(File.Exists) ? [.. paths.Select(path => MetricsJson.Read(File.ReadAllText(path), path))] : null;
    }

    private static PreparedCorpus? Corpus(SeedFolder seed, List<string> missing)
    {
        string? path = File.Exists(seed.Environment) ? TrainingEnvironment.Read(seed).Corpus : null;
        if (path is not null && Directory.Exists(path)) return PreparedCorpus.Load(path);
        missing.Add(path is null
            ? "The run does not say where its corpus lies, so that was not checked."
            : $"The corpus is not at {path} any more, so it was not checked.");
        return null;
    }

    private static Finding Changed(PreparedCorpus corpus) => new(Severity.Warning, "changed-corpus",
        $"The conversations in {corpus.Folder} are not those that the run was trained on.",
        "What is found in this corpus need not hold for the scores of the run, and new scores on it are not those of its test.");
}
