namespace MultiEmo.Conversations.Readers;

/// <summary>A caption: the line of its times, its times in seconds, and its lines of text.</summary>
internal sealed record Cue(long Line, double Start, double End, IReadOnlyList<string> Lines);

/// <summary>Splits SubRip and WebVTT into cues.</summary>
internal sealed class CueScanner(TextFile file, bool webVtt)
{
    private const string Arrow = "-->";
    private readonly IReadOnlyList<string> lines = file.Lines();
    private int position;

    /// <summary>The cues in the order of the file.</summary>
    /// <exception cref="BadInputException">No WebVTT header, or text that belongs to no cue.</exception>
    public IEnumerable<Cue> Cues()
    {
        if (webVtt) SkipHeader();
        while (position < lines.Count)
        {
            if (IsBlank(position)) position++;
            else if (webVtt && IsComment(lines[position])) SkipBlock();
            else yield return Next();
        }
    }

    private Cue Next()
    {
        if (!IsTiming(position) && IsTiming(position + 1)) position++;
        if (!IsTiming(position))
            throw Fault("the text belongs to no caption", "write its times above it (00:00:01,000 --> 00:00:02,500), with no empty line between");
        long line = position + 1;
        string[] ends = lines[position].Split(Arrow, 2);
        double start = Seconds(ends[0].Trim());
        double end = Seconds(ends[1].Trim().Split([' ', '\t'], 2)[0]);
        if (end < start) throw Fault("the caption ends before it starts", "mend its times");
        position++;
        return new Cue(line, start, end, Payload());
    }

    private List<string> Payload()
    {
        var payload = new List<string>();
        while (position < lines.Count && !IsBlank(position) && !IsTiming(position) && !IsIndexOfNext()) payload.Add(lines[position++]);
        return payload;
    }

    private void SkipHeader()
    {
        if (lines.Count == 0 || !lines[0].StartsWith("WEBVTT", StringComparison.Ordinal))
            throw Fault("the file does not begin with WEBVTT", "add that line, or rename the file to .srt if it is one");
        SkipBlock();
    }

    private void SkipBlock()
    {
        while (position < lines.Count && !IsBlank(position)) position++;
    }

    private double Seconds(string time) =>
        Clock.Seconds(time) ?? throw Fault($"{Spelling.Quoted(time)} is no time", "write it as 00:01:02,500");

    private BadInputException Fault(string problem, string remedy) => new(problem, remedy, file.Path, position + 1);

    private bool IsBlank(int index) => string.IsNullOrWhiteSpace(lines[index]);

    private bool IsTiming(int index) => index < lines.Count && lines[index].Contains(Arrow, StringComparison.Ordinal);

    private bool IsIndexOfNext() => lines[position].Trim().All(char.IsAsciiDigit) && IsTiming(position + 1);

    private static bool IsComment(string line) => line.Split([' ', '\t'], 2)[0] is "NOTE" or "STYLE" or "REGION";
}
