using System.Text.RegularExpressions;

namespace MultiEmo.Conversations.Readers;

/// <summary>The raters' common label of an utterance; its emotion is null when it is none of the six.</summary>
internal sealed record IemocapLabel(string? Emotion, long Line);

/// <summary>Reads a file of EmoEvaluation.</summary>
internal static partial class IemocapEvaluation
{
    private const string Form = "it must read [start - end], id, label, [v, a, d] with tabs between them; copy the file again from the release";
    private static readonly string[] Codes = ["hap", "sad", "neu", "ang", "exc", "fru", "xxx", "sur", "fea", "dis", "oth"];

    /// <summary>The labels by utterance id; only lines that begin with a time in brackets count.</summary>
    public static IReadOnlyDictionary<string, IemocapLabel> Read(string path)
    {
        var labels = new Dictionary<string, IemocapLabel>();
        foreach (var (index, line) in TextFile.Lines(path).Index())
        {
            if (!line.StartsWith('[')) continue;
            var match = Summary().Match(line);
            if (!match.Success)
                throw new BadInputException("the line is no evaluation", Form, path, index + 1);
            string id = match.Groups["id"].Value;
            var label = new IemocapLabel(Emotion(match.Groups["label"].Value, path, index + 1), index + 1);
            if (!labels.TryAdd(id, label))
                throw new BadInputException($"{id} is here and in line {labels[id].Line}", "delete one of the two", path, index + 1);
        }
        return labels;
    }

    private static string? Emotion(string code, string path, long line) => code switch
    {
        "hap" => "happiness",
        "sad" => "sadness",
        "neu" => "neutral",
        "ang" => "anger",
        "exc" => "excitement",
        "fru" => "frustration",
        "xxx" or "sur" or "fea" or "dis" or "oth" => null,
        _ => throw new BadInputException($"unknown label {Spelling.Quoted(code)}", Spelling.Suggest(code, Codes), path, line),
    };

    [GeneratedRegex(@"^\[\s*[0-9.]+\s*-\s*[0-9.]+\s*\]\s+(?<id>Ses\w+)\s+(?<label>\w+)\s+\[")]
    private static partial Regex Summary();
}
