using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Storage;

namespace MultiEmo.Features.Recordings;

/// <summary>The vectors of a recording's utterances, each of its own stretch of the file.</summary>
/// <param name="Matrix">A row per utterance.</param>
/// <param name="Lacks">Why an utterance is absent or was used in part, a clause; null where all is well.</param>
/// <param name="Attachments">What the extractor kept besides, per utterance; empty: nothing.</param>
public sealed record RecordingVectors(FeatureMatrix Matrix, IReadOnlyList<string?> Lacks, IReadOnlyList<byte[]> Attachments)
{
    /// <summary>Makes them as a job in parts.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="conversation">Its utterances.</param>
    /// <param name="modality">Sound or pictures.</param>
    /// <param name="open">Makes the extractor of clips.</param>
    /// <param name="fitted">What was fitted in training, applied to every vector.</param>
    /// <param name="parts">Where finished utterances are kept.</param>
    /// <param name="progress">Told of every utterance.</param>
    /// <param name="stop">Ends the work early; what is done is kept.</param>
    public static RecordingVectors Make(
        Recording recording, Conversation conversation, Modality modality, Func<IItemExtractor<Clip>> open, FittedVectors fitted, PartFolder parts,
        IProgress<JobProgress>? progress, CancellationToken stop)
    {
        PlannedTurn<Clip>[] turns = [.. conversation.Turns.Select(turn => Plan(recording, conversation, turn, modality))];
        WorkItem<Clip>[] items = [.. turns.Select(turn => turn.Item).OfType<WorkItem<Clip>>().DistinctBy(item => item.Key)];
        var faults = new ExtractionJob<Clip>(parts, open, TimeProvider.System).Run(items, 1, progress, stop);
        var rows = new TurnRows<Clip>(parts, new TurnPlan<Clip>(items, turns), items, faults);
        var lacks = rows.Report.ToDictionary(row => row.Place.Turn.Turn, row => row.Why);
        string?[] why = [.. conversation.Turns.Select(turn => lacks.GetValueOrDefault(turn.Turn))];
        return new RecordingVectors(fitted.Apply(rows.Vectors), why, rows.Attachments);
    }

    private static PlannedTurn<Clip> Plan(Recording recording, Conversation conversation, Utterance turn, Modality modality)
    {
        var place = new TurnPlace(conversation, turn);
        if (Lack(recording, turn, modality) is { } lack) return new PlannedTurn<Clip>(place, null, Lack: lack);
        double end = Math.Min(turn.End ?? double.MaxValue, recording.Duration ?? double.MaxValue);
        var clip = new Clip(Path.GetFileName(recording.Path), recording.Path) { Start = turn.Start, End = end == double.MaxValue ? null : end };
        return new PlannedTurn<Clip>(place, ClipItem.Of(clip));
    }

    private static string? Lack(Recording recording, Utterance turn, Modality modality)
    {
        if (modality == Modality.Audio && recording.Outline is null) return "the recording has no sound";
        if (modality == Modality.Visual && !recording.HasPicture) return "the recording has no picture";
        if (turn.Start is not { } start) return "the transcript gives no time";
        if (turn.End <= start) return "its time has no length";
        if (start >= recording.Duration) return FormattableString.Invariant($"it begins after the recording's end ({recording.Duration:0.00} s)");
        if (modality != Modality.Audio) return null;
        if (start >= recording.Outline!.End) return FormattableString.Invariant($"it begins after the sound's end ({recording.Outline.End:0.00} s)");
        return VoiceActivity.IsSilent(recording.Outline, start, turn.End ?? recording.Outline.End) ? "nothing is heard" : null;
    }
}
