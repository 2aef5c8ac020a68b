namespace MultiEmo.Conversations.Readers;

/// <summary>Turns of SubRip and WebVTT captions.</summary>
/// <remarks>
/// A line <c>Anna: text</c> or <c>&lt;v Anna&gt;text</c> begins a turn of Anna's; further lines of the same caption belong to it. A caption
/// that names nobody is a turn of whoever spoke last, unless a dash or <c>&gt;&gt;</c> marks a change: then, and before the first name, the
/// speaker is <c>unknown</c>. Turns of one caption share its times. Captions out of order are put in the order of their times first.
/// </remarks>
internal static class Subtitles
{
    /// <summary>Who speaks when nobody is named.</summary>
    public const string UnknownSpeaker = "unknown";

    /// <summary>A sentence about turns whose speaker is not known.</summary>
    public static string UnnamedRemark(TextFile file, int turns) =>
        $"{Path.GetFileName(file.Path)}: {turns} turns name no speaker and were given to '{UnknownSpeaker}'.";

    /// <summary>Adds the turns of a file; false when it has none.</summary>
    public static bool Read(CorpusBuilder builder, TextFile file, bool webVtt)
    {
        string conversation = Path.GetFileNameWithoutExtension(file.Path), speaker = UnknownSpeaker;
        int unnamed = 0;
        Cue[] cues = [.. new CueScanner(file, webVtt).Cues()], inTime = [.. cues.OrderBy(cue => cue.Start)];
        if (!cues.SequenceEqual(inTime))
            builder.Remarks.Add($"{Path.GetFileName(file.Path)}: captions are not in the order of their times; turns are.");
        foreach (var cue in inTime)
            foreach (var said in Turns(cue))
            {
                speaker = said.Speaker ?? (said.Change ? UnknownSpeaker : speaker);
                if (said.Text.Length == 0) continue;
                if (speaker == UnknownSpeaker) unnamed++;
                var turn = new Utterance(builder.NextTurn(conversation), speaker, said.Text, Start: cue.Start, End: cue.End);
                builder.Add(conversation, null, turn, file.Path, cue.Line);
            }
        if (unnamed > 0) builder.Remarks.Add(UnnamedRemark(file, unnamed));
        return builder.NextTurn(conversation) > 0;
    }

    private static IEnumerable<SpeakerLine> Turns(Cue cue)
    {
        var lines = new List<SpeakerLine>();
        foreach (var line in cue.Lines.SelectMany(SpeakerLine.AtVoices).Select(SpeakerLine.Parse))
        {
            if (lines.Count > 0 && line.Change)
            {
                yield return Joined(lines);
                lines.Clear();
            }
            lines.Add(line);
        }
        if (lines.Count > 0) yield return Joined(lines);
    }

    private static SpeakerLine Joined(List<SpeakerLine> lines) =>
        lines[0] with { Text = string.Join(' ', lines.Select(line => line.Text).Where(text => text.Length > 0)) };
}
