using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Cli;

/// <summary>A prepared corpus as tables.</summary>
internal static class CorpusTables
{
    /// <summary>Name, note, sizes, class counts, features and what the reader noticed.</summary>
    public static void Print(PreparedCorpus prepared)
    {
        var corpus = prepared.Corpus;
        Screen.Line($"corpus {corpus.Name} in {prepared.Folder}");
        if (corpus.Note is { } note) Screen.Line($"note: {note}");
        var splits = CorpusSummary.Of(prepared);
        Sizes(splits);
        Classes(corpus.Emotions, splits);
        Features(prepared, splits);
        int gaps = CorpusSummary.ConversationsWithGaps(corpus);
        if (gaps > 0) Screen.Line($"{gaps} conversations leave turn numbers out.");
        foreach (string remark in corpus.Remarks) Screen.Line($"remark: {remark}");
    }

    private static void Sizes(IReadOnlyList<SplitSummary> splits)
    {
        var table = Tables.WithHeadings("split", "conversations", "utterances", "longest", "mean", "speakers", "unscored");
        foreach (var split in splits)
        {
            string mean = split.Mean.ToString("0.0", CultureInfo.InvariantCulture);
            string[] counts = [Text(split.Conversations), Text(split.Utterances), Text(split.Longest), mean];
            table.Add([split.Name, .. counts, Text(split.Speakers), Text(split.Unscored)]);
        }
        Screen.Table(table);
    }

    private static void Classes(EmotionSet emotions, IReadOnlyList<SplitSummary> splits)
    {
        var table = Tables.WithHeadings(["emotion", .. splits.Select(split => split.Name)]);
        foreach (var (label, i) in emotions.Labels.Select((label, i) => (label, i)))
            table.Add([label, .. splits.Select(split => Share(split.Classes[i], split.Utterances - split.Unscored))]);
        Screen.Table(table);
    }

    private static void Features(PreparedCorpus prepared, IReadOnlyList<SplitSummary> splits)
    {
        if (prepared.Features.Count == 0) return;
        var table = Tables.WithHeadings(["features", "modality", "width", "extractor", .. splits.Select(split => $"absent {split.Name}")]);
        foreach (var (entry, i) in prepared.Features.Select((entry, i) => (entry, i)))
            table.Add([entry.Name, entry.Modality.Name(), Text(entry.Width), entry.Extractor, .. splits.Select(split => Text(split.Absent[i]))]);
        Screen.Table(table);
    }

    private static string Share(int count, int total) => total == 0
        ? Text(count)
        : string.Create(CultureInfo.InvariantCulture, $"{count} ({100.0 * count / total:0.0} %)");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
