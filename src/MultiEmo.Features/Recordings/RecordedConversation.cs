using MultiEmo.Conversations;

namespace MultiEmo.Features.Recordings;

/// <summary>The utterances of a recording: those of its transcript, and where it has none what is heard.</summary>
/// <param name="Conversation">At least one turn, in the order of time where times are known.</param>
/// <param name="Remarks">What was made of the transcript, a sentence each.</param>
public sealed record RecordedConversation(Conversation Conversation, IReadOnlyList<string> Remarks)
{
    /// <summary>Who is meant where nobody is named.</summary>
    public const string Unknown = "unknown";

    // Stretches without a line of the transcript: shorter ones are breath, laughter and rounding of times.
    private const double LeastUntranscribed = 1;

    /// <summary>Puts both together.</summary>
    /// <param name="name">What the conversation is called.</param>
    /// <param name="transcript">Its lines; null: there is none.</param>
    /// <param name="recording">Its sound and pictures; null: there are none.</param>
    /// <exception cref="BadInputException">The transcript is of several conversations, or nothing is heard and nothing written.</exception>
    public static RecordedConversation Of(string name, Corpus? transcript, Recording? recording)
    {
        var remarks = new List<string>(transcript?.Remarks ?? []);
        Utterance[] said = [.. Lines(transcript, remarks)];
        Utterance[] heard = recording?.Outline is { } outline ? [.. Heard(outline, said)] : [];
        if (transcript is not null && heard.Length > 0)
            remarks.Add($"Stretches of sound without a line in the transcript: {heard.Length}. They are rows without words.");
        if (transcript is null) remarks.Add("There is no transcript: utterances are what is heard between pauses, and their words are absent. "
            + "The .srt, .vtt or .json of any speech recogniser, such as Whisper's, given with --transcript, brings them.");
        bool timed = heard.Length > 0 || said.All(turn => turn.Start is not null);
        Utterance[] turns = timed ? [.. said.Concat(heard).OrderBy(turn => turn.Start ?? 0)] : said;
        if (turns.Length == 0)
            throw new BadInputException("nothing is heard in it, and there is no transcript", "give a transcript, or a recording with sound", recording?.Path);
        return new RecordedConversation(new Conversation(name, null, [.. turns.Select((turn, index) => turn with { Turn = index, Emotion = null })]), remarks);
    }

    private static IReadOnlyList<Utterance> Lines(Corpus? transcript, List<string> remarks)
    {
        if (transcript is null) return [];
        if (transcript.Conversations.Count > 1)
            throw new BadInputException($"the transcript is of {transcript.Conversations.Count} conversations", "give one at a time, or use 'predict'");
        var turns = transcript.Conversations[0].Turns;
        double?[] starts = [.. turns.Select(turn => turn.Start)];
        int untimed = starts.Count(start => start is null);
        if (untimed > 0) remarks.Add($"{untimed} of {turns.Count} lines of the transcript have no time, so nothing is heard or seen of them.");
        if (untimed == 0 && starts.Zip(starts.Skip(1)).Any(pair => pair.Second < pair.First))
            remarks.Add("The transcript's lines are not in the order of their times; the rows are.");
        return turns;
    }

    private static IEnumerable<Utterance> Heard(SoundOutline outline, Utterance[] said)
    {
        if (said.Any(turn => turn.Start is null)) return [];
        var covered = said.Select(turn => new Stretch(turn.Start!.Value, turn.End ?? turn.Start.Value));
        var free = VoiceActivity.Outside(VoiceActivity.Find(outline), covered, said.Length == 0 ? 0 : LeastUntranscribed);
        return free.Select(stretch => new Utterance(0, Unknown, "", Start: Math.Round(stretch.Start, 2), End: Math.Round(stretch.End, 2)));
    }
}
