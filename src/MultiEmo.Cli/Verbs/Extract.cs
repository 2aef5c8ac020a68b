using System.CommandLine;
using System.CommandLine.Parsing;
using MultiEmo.Audio;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo extract: feature files of a prepared corpus.</summary>
internal static class Extract
{
    private const string TablePrefix = "table:";
    private static readonly string[] Sets = [.. AudioSet.All.Select(set => set.Name)];

    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string> Text = new("--text") { Description = "tfidf: words and characters, weighted, reduced to 768." };
    private static readonly Option<string> Audio = new("--audio")
    {
        Description = "compare16 or egemaps: features of the turns' sounds; table:FILE|FOLDER: numbers of a CSV, or of one per split.",
    };
    private static readonly Option<string> Media = new("--media") { Description = "compare16, egemaps: folder of the turns' WAV files." };
    private static readonly Option<int> Jobs = Options.Jobs();
    private static readonly Option<string> Visual = new("--visual") { Description = "table:FILE|FOLDER, likewise." };
    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name of the feature file (default: the extractor's or the table's).",
    };


    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("extract", "Makes feature files of a prepared corpus; whatever is fitted is fitted on its training split alone.", Run,
            "multiemo extract corpora/meld --text tfidf",
            "multiemo extract corpora/meld --audio table:meld-prosody --name prosody",
            "multiemo extract corpora/iemocap --audio compare16 --media IEMOCAP_full_release --jobs 2",
            "multiemo extract audio a.wav --set egemaps --output a.csv",
            "multiemo extract faces clip.mp4 --output faces.json --draw faces.png")
        { Corpus, Text, Audio, Media, Visual, Name, Jobs };
        verb.Subcommands.Add(ExtractAudio.Create());
        verb.Subcommands.Add(ExtractFaces.Create());
        Text.CompletionSources.Add("tfidf");
        Audio.CompletionSources.Add([.. Sets, TablePrefix]);
        Visual.CompletionSources.Add(TablePrefix);
        verb.Validators.Add(Check);
        return verb;
    }

    private static void Check(CommandResult result)
    {
        int given = new[] { Text, Audio, Visual }.Count(option => result.GetResult(option) is not null);
        if (given == 0) result.AddError("nothing to extract; give --text tfidf, --audio compare16, --audio table:FILE or --visual table:FILE.");
        if (given > 1 && result.GetResult(Name) is not null) result.AddError("--name names one feature file; extract one modality at a time.");
        if (result.GetValue(Text) is { } text && text != "tfidf")
            result.AddError($"unknown extractor '{text}' for --text; {Spelling.Suggest(text, ["tfidf"])}");
        foreach (var option in new[] { Audio, Visual })
            if (result.GetValue(option) is { } extractor && !IsTable(extractor) && !(option == Audio && Sets.Contains(extractor)))
                result.AddError($"unknown extractor '{extractor}' for {option.Name}; {Suggestion(extractor, option == Audio ? Sets : [])}");
        bool sounds = result.GetValue(Audio) is { } audio && Sets.Contains(audio);
        if (sounds && result.GetResult(Media) is null) result.AddError("--media is missing: the folder of the turns' WAV files.");
        if (!sounds && result.GetResult(Media) is not null) result.AddError("--media goes with --audio compare16 or egemaps.");
    }

    private static bool IsTable(string extractor) => extractor.StartsWith(TablePrefix, StringComparison.Ordinal);

    private static string Suggestion(string given, string[] sets) => File.Exists(given) || Directory.Exists(given)
        ? $"did you mean '{TablePrefix}{given}'?"
        : Spelling.Suggest(given, [.. sets, $"{TablePrefix}FILE", $"{TablePrefix}FOLDER"]);

    private static int Run(ParseResult parsed)
    {
        var corpus = PreparedCorpus.Load(parsed.GetRequiredValue(Corpus));
        using var interruption = new Interruption();
        string? name = parsed.GetValue(Name);
        var steps = new Synchronous<string>(Screen.Step);
        if (parsed.GetValue(Text) is not null) Tell(FeatureExtraction.ExtractText(corpus, name ?? "tfidf", null, steps, interruption.Token));
        if (parsed.GetValue(Audio) is { } audio)
        {
            if (IsTable(audio)) Table(corpus, Modality.Audio, audio[TablePrefix.Length..], name);
            else Sounds(corpus, AudioSet.Find(audio)!, parsed, interruption.Token);
        }
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

    private static void Sounds(PreparedCorpus corpus, AudioSet set, ParseResult parsed, CancellationToken stop)
    {
        var (media, name) = (parsed.GetRequiredValue(Media), parsed.GetValue(Name) ?? set.Name);
        using var view = new SoundView();
        try
        {
            Tell(FeatureExtraction.ExtractAudio(corpus, set, media, name, parsed.GetValue(Jobs), view, stop));
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted("stopped; the same command goes on where this one ended.");
        }
    }

    private static void Tell(ExtractedAudio extracted)
    {
        foreach (var failure in extracted.Failed) Screen.Note($"{failure.Why} Its turn is absent.");
        foreach (var sound in extracted.BrokenOff) Screen.Note(ExtractAudio.BreaksOff(sound));
        Tell(extracted.Entry);
        if (extracted.Missing > 0) Screen.Note($"{extracted.Missing} turns have no sound in the folder and are absent.");
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
