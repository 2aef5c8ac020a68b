using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Looks for what makes scores on a corpus mean something else than they seem to: leaks between its splits and faults of its features and labels. The
/// test split is compared with the others; nothing is fitted or scored on it.
/// </summary>
public static class CorpusAudit
{
    /// <summary>Checks everything.</summary>
    /// <param name="prepared">The corpus with all its splits, as <see cref="PreparedCorpus.Load(string)"/> gives it.</param>
    public static AuditReport Of(PreparedCorpus prepared)
    {
        var corpus = prepared.Corpus;
        var missing = Missing(prepared).ToList();
        var findings = Texts(corpus).ToList();
        findings.AddRange(LabelChecks.Find(corpus));
        findings.AddRange(prepared.Features.SelectMany(FeatureProvenance.Described));
        var features = new List<FeatureRows>();
        PlainTurn[] turns = [.. corpus.Conversations.SelectMany(PlainTurn.Of)];
        foreach (var entry in prepared.Features)
        {
            try
            {
                features.Add(new FeatureRows(entry, prepared.ReadFeatures(entry.Name), turns));
            }
            catch (BadInputException fault)
            {
                findings.Add(Unreadable(entry, fault));
            }
        }
        findings.AddRange(features.SelectMany(Rows));
        findings.AddRange(PresenceAndLabels.Find(corpus, features));
        return AuditReport.Of(findings, missing);
    }

    private static IEnumerable<Finding> Texts(Corpus corpus)
    {
        var shared = SplitPair.All.ToDictionary(pair => pair, pair => SameConversations.Of(corpus, pair));
        return
        [
            .. shared.Select(pair => SameConversations.Find(corpus, pair.Key, pair.Value)).OfType<Finding>(),
            .. CommonTurns.Find(corpus, pair => shared[pair]),
            .. new[] { SharedSpeakers.Find(corpus) }.OfType<Finding>(),
        ];
    }

    private static IEnumerable<Finding> Rows(FeatureRows rows) =>
        [.. FeatureQuality.Find(rows), .. CopiedRows.Find(rows), .. new[] { FeatureProvenance.Measured(rows) }.OfType<Finding>()];

    private static Finding Unreadable(FeatureEntry entry, BadInputException fault) => new(Severity.Fault, "feature-rows",
        $"The {entry.Modality.Name()} features '{entry.Name}' cannot be used: {fault.Problem}.",
        "There are no scores with them: training stops at this file.")
    {
        Examples = [fault.Message],
    };

    private static IEnumerable<string> Missing(PreparedCorpus prepared)
    {
        foreach (var split in Enum.GetValues<Split>().Where(split => prepared.Corpus.Of(split).Count == 0))
            yield return $"{split.Name()} has no conversation, so nothing was compared with it.";
        if (prepared.Features.Count == 0) yield return "The corpus has no features yet: only words, speakers and labels were checked.";
    }
}
