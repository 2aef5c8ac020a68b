using System.CommandLine;
using System.CommandLine.Parsing;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo extract: feature files of a prepared corpus.</summary>
internal static class Extract
{
    private const string TablePrefix = "table:";

    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string> Text = new("--text") { Description = "tfidf: words and characters, weighted, reduced to 768." };
    private static readonly Option<string> Audio = new("--audio") { Description = "table:FILE|FOLDER: numbers of a CSV, or of one per split." };
    private static readonly Option<string> Visual = new("--visual") { Description = "table:FILE|FOLDER, likewise." };
    private static readonly Option<string> Name = new("--name") { Description = "Name of the feature file (default: tfidf, or the table's name)." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("extract", "Makes feature files of a prepared corpus; whatever is fitted is fitted on its training split alone.", Run,
            "multiemo extract corpora/meld --text tfidf",
            "multiemo extract corpora/meld --audio table:meld-prosody --name prosody")
        { Corpus, Text, Audio, Visual, Name };
        Text.CompletionSources.Add("tfidf");
        Audio.CompletionSources.Add(TablePrefix);
        Visual.CompletionSources.Add(TablePrefix);
        verb.Validators.Add(Check);
        return verb;
    }

    private static void Check(CommandResult result)
    {
        int given = new[] { Text, Audio, Visual }.Count(option => result.GetResult(option) is not null);
        if (given == 0) result.AddError("nothing to extract; give --text tfidf, --audio table:FILE or --visual table:FILE.");
        if (given > 1 && result.GetResult(Name) is not null) result.AddError("--name names one feature file; extract one modality at a time.");
        if (result.GetValue(Text) is { } text && text != "tfidf")
            result.AddError($"unknown extractor '{text}' for --text; {Spelling.Suggest(text, ["tfidf"])}");
        foreach (var option in new[] { Audio, Visual })
            if (result.GetValue(option) is { } table && !table.StartsWith(TablePrefix, StringComparison.Ordinal))
                result.AddError($"unknown extractor '{table}' for {option.Name}; {Suggestion(table)}");
    }

    private static string Suggestion(string given) =>
        File.Exists(given) || Directory.Exists(given) ? $"did you mean '{TablePrefix}{given}'?" : $"known: {TablePrefix}FILE or {TablePrefix}FOLDER";

    private static int Run(ParseResult parsed)
    {
        var corpus = PreparedCorpus.Load(parsed.GetRequiredValue(Corpus));
        using var interruption = new Interruption();
        string? name = parsed.GetValue(Name);
        var steps = new Synchronous<string>(Screen.Step);
        if (parsed.GetValue(Text) is not null) Tell(FeatureExtraction.ExtractText(corpus, name ?? "tfidf", null, steps, interruption.Token));
        if (parsed.GetValue(Audio) is { } audio) Table(corpus, Modality.Audio, audio[TablePrefix.Length..], name);
        if (parsed.GetValue(Visual) is { } visual) Table(corpus, Modality.Visual, visual[TablePrefix.Length..], name);
        Screen.Line($"next: multiemo train {Quoting.Word(corpus.Folder)} --recipe meld --output runs/{corpus.Corpus.Name}");
        return 0;
    }

    private static void Table(PreparedCorpus corpus, Modality modality, string path, string? name)
    {
        var extracted = FeatureExtraction.ExtractTable(corpus, modality, path, name ?? Stem(path));
        Tell(extracted.Entry);
        Screen.Line($"columns: {string.Join(", ", extracted.Table.Fitted.Columns)}");
        if (extracted.Table.Absent > 0) Screen.Note($"{extracted.Table.Absent} turns have no row in the table and are absent.");
        if (extracted.Table.Ignored > 0) Screen.Note($"{extracted.Table.Ignored} rows are about turns that the corpus does not have.");
    }

    private static void Tell(FeatureEntry entry) =>
        Screen.Line($"{entry.Modality.Name()} features '{entry.Name}' ({entry.Extractor}): {entry.Width} values a turn");

    // A name of the letters, digits, - and _ that feature files may have.
    private static string Stem(string path)
    {
        string stem = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
        return new string([.. stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
    }
}
