using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Reports;

/// <summary>The corpus that a report's runs were trained on, where it is still there: words, speakers, counts.</summary>
/// <param name="prepared">The whole corpus.</param>
internal sealed class ReportedCorpus(PreparedCorpus prepared)
{
    private readonly Corpus corpus = prepared.Corpus;
    private Dictionary<string, Conversation>? byId;

    /// <summary>The folder.</summary>
    public string Folder => prepared.Folder;

    /// <summary>The emotions, in order.</summary>
    public IReadOnlyList<string> Labels => corpus.Emotions.Labels;

    /// <summary>The corpus of a run; null when it is not there any more or is another by now.</summary>
    /// <param name="run">The run.</param>
    /// <param name="named">The folder that the user named; null: the one that the run remembers.</param>
    /// <exception cref="BadInputException">The folder that the user named is no corpus, or not that of the run.</exception>
    public static ReportedCorpus? Find(TrainedRun run, string? named)
    {
        if (named is null && (run.Corpus is null || !Directory.Exists(run.Corpus))) return null;
        var prepared = PreparedCorpus.Load(named ?? run.Corpus!);
        if (run.Data.IsOf(prepared)) return new ReportedCorpus(prepared);
        if (named is null) return null;
        throw new BadInputException($"is not the corpus that the run was trained on, {run.Data.Corpus}",
            "name that one, or leave --corpus out: the report then goes without words", named);
    }

    /// <summary>The labelled utterances of each split.</summary>
    public IReadOnlyList<SplitCounts> Counts()
    {
        int[] Of(Split split) => [.. corpus.Emotions.Labels.Select(label => corpus.Conversations.Where(conversation => conversation.Split == split)
            .Sum(conversation => conversation.Turns.Count(turn => turn.Emotion == label)))];
        return [.. Enum.GetValues<Split>().Select(split => new SplitCounts(split == Split.Dev ? "validation" : split.Name(), Of(split)))
            .Where(split => split.Counts.Any(count => count > 0))];
    }

    /// <summary>A conversation; null when there is none of that id.</summary>
    public Conversation? Conversation(string id)
    {
        byId ??= corpus.Conversations.ToDictionary(conversation => conversation.Id);
        return byId.GetValueOrDefault(id);
    }
}
