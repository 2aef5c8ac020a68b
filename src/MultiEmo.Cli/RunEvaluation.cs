using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Cli;

/// <summary>Scores the finished seeds of a run on a split; scores on the test split of its own corpus are kept in the run.</summary>
internal sealed class RunEvaluation
{
    private readonly TrainedRun run;
    private readonly PreparedCorpus prepared;
    private readonly Device device;
    private readonly List<string> notes;

    /// <summary>Opens the corpus of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="split">What to score on.</param>
    /// <param name="corpus">A prepared corpus; null: the one that the run was trained on.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="BadInputException">The corpus is not there, has other emotions, or the split is empty.</exception>
    public RunEvaluation(TrainedRun run, Split split, string? corpus, Device device)
    {
        (this.run, Split, this.device) = (run, split, device);
        prepared = PreparedCorpus.LoadSplits(corpus ?? run.CorpusFolder(), split);
        RequireUtterances();
        RequireEmotions();
        bool same = run.Data.IsOf(prepared);
        Kept = same && split == Split.Test && !StarterModel.Is(run.Folder);
        notes = [.. Notices(same)];
    }

    /// <summary>What is scored on.</summary>
    public Split Split { get; }

    /// <summary>The conversations of the split.</summary>
    public Corpus Corpus => prepared.Corpus;

    /// <summary>Whether the scores are kept in the run.</summary>
    public bool Kept { get; }

    /// <summary>What a reader of the scores must know, a sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Scores each seed.</summary>
    /// <param name="stop">Ends the work between two batches.</param>
    public SeedSummary Score(CancellationToken stop) =>
        new([.. run.Finished.Select(seed => seed.Seed)], [.. run.Finished.Select(seed => Score(seed, stop))]);

    private Metrics Score(SeedFolder seed, CancellationToken stop)
    {
        using var recognizer = Recognizer.Load(run.Folder.Path, seed.Seed, device);
        var recognition = recognizer.Predict(prepared, run.Recipe.Training.Batch, stop);
        var metrics = Metrics.Of(run.Data.Emotions, recognition.Predictions, Corpus.Conversations);
        notes.AddRange(recognition.Remarks.Except(notes));
        if (Kept) Keep(seed, metrics, recognition.Predictions);
        return metrics;
    }

    private void Keep(SeedFolder seed, Metrics metrics, IReadOnlyList<Prediction> predictions)
    {
        var json = MetricsJson.Of(metrics);
        json["split"] = Split.Name();
        json["epoch"] = TrainedRun.Epoch(seed);
        json["selection"] = run.Selection.Phrase();
        SeedOutputs.WritePredictions(seed.Predictions(Split), run.Data.Emotions, predictions);
        AtomicFile.WriteText(seed.Metrics(Split), MetricsJson.Text(json));
    }

    private void RequireUtterances()
    {
        if (Corpus.Conversations.Any(conversation => conversation.Turns.Any(turn => turn.Emotion is not null))) return;
        string problem = $"the split {Split.Name()} has no labelled utterance";
        throw new BadInputException(problem, "choose another with --split train, dev or test", prepared.Folder);
    }

    private void RequireEmotions()
    {
        var known = run.Data.Emotions;
        string[] foreign = [.. Corpus.Emotions.Labels.Where(label => known.IndexOf(label) < 0)];
        if (foreign.Length == 0) return;
        throw new BadInputException($"the corpus has emotions that the run does not know: {string.Join(", ", foreign)}",
            $"score on a corpus with the emotions {string.Join(", ", known.Labels)}", prepared.Folder);
    }

    private IEnumerable<string> Notices(bool same)
    {
        if (run.Selection == Selection.Test) yield return $"the epochs of this run were {Selections.PickedOnTest}: no estimate for new data.";
        if (Corpus.Note is { } note) yield return $"{Corpus.Name}: {note}";
        if (run.Unfinished.Count > 0) yield return $"unfinished seeds are left out: {string.Join(", ", run.Unfinished)}.";
        if (!same) yield return $"this is not the corpus that the run was trained on ({run.Data.Corpus}); the scores are not kept in the run.";
    }
}
