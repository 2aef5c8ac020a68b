using System.Text.RegularExpressions;

namespace MultiEmo.Conversations.Readers;

/// <summary>A transcribed utterance of IEMOCAP; its emotion is null when it has none of the six.</summary>
internal sealed record IemocapUtterance(int Turn, long Line, string Id, string Sex, string Text, double? Start, double? End, string? Emotion);

/// <summary>A dialogue of IEMOCAP, its transcription joined with its evaluation.</summary>
internal sealed partial record IemocapDialog(string Name, string Transcription, IReadOnlyList<IemocapUtterance> Utterances)
{
    /// <summary>Reads both files; lines of other forms (headers, single raters' labels, breaths) are ignored, as the release means it.</summary>
    public static IemocapDialog Read(string name, string transcription, string evaluation)
    {
        var labels = IemocapEvaluation.Read(evaluation);
        var utterances = new List<IemocapUtterance>();
        var lines = new Dictionary<string, long>();
        foreach (var (index, line) in TextFile.Lines(transcription).Index())
        {
            var match = Spoken().Match(line);
            if (!match.Success) continue;
            string id = match.Groups["id"].Value;
            if (!lines.TryAdd(id, index + 1))
                throw new BadInputException($"{id} is here and in line {lines[id]}", "delete one of the two", transcription, index + 1);
            utterances.Add(Utterance(match, utterances.Count, index + 1, labels.GetValueOrDefault(id)?.Emotion));
        }
        RequireAllTranscribed(lines, labels, evaluation, Path.GetFileName(transcription));
        return new IemocapDialog(name, transcription, utterances);
    }

    private static IemocapUtterance Utterance(Match match, int turn, long line, string? emotion)
    {
        var times = TurnTimes.Tolerant(match.Groups["start"].Value, match.Groups["end"].Value);
        return new IemocapUtterance(turn, line, match.Groups["id"].Value, match.Groups["sex"].Value, match.Groups["text"].Value.Trim(),
            times.Start, times.End, emotion);
    }

    private static void RequireAllTranscribed(
        Dictionary<string, long> lines, IReadOnlyDictionary<string, IemocapLabel> labels, string evaluation, string transcription)
    {
        const string remedy = "copy both files again from the release";
        foreach (var (id, label) in labels)
            if (!lines.ContainsKey(id))
                throw new BadInputException($"{id} has a label and no line in {transcription}", remedy, evaluation, label.Line);
    }

    [GeneratedRegex(@"^(?<id>Ses[0-9]{2}[FM]_\w+_(?<sex>[FM])(?:XX)?[0-9]+)\s*\[\s*(?<start>[0-9.]+)\s*-\s*(?<end>[0-9.]+)\s*\]\s*:(?<text>.*)$")]
    private static partial Regex Spoken();
}
