using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo prepare: files as they were published become a prepared corpus.</summary>
internal static class Prepare
{
    private static readonly string[] Kinds = ["meld", "emorynlp", "iemocap", "goemotions", "authors", "table", "transcripts"];

    private static readonly Argument<string> Kind = new("KIND") { Description = string.Join(", ", Kinds) + "." };
    private static readonly Option<string> Source = new("--source", "-s") { Description = "Folder or file to read.", Required = true };
    private static readonly Option<string> Output = Options.Output("Folder of the prepared corpus.");
    private static readonly Option<bool> Force = Options.Force("Replace a corpus that is there already, with its features.");
    private static readonly Option<EmotionSet?> Labels =
        Options.Labels("Emotions of authors, table and transcripts: meld, emorynlp, iemocap or a list: joy,anger,neutral; "
            + "of goemotions: 28; of emorynlp: meld.");

    private static readonly Option<bool> KeepUnlabelled = new("--keep-unlabelled")
    {
        Description = "iemocap: keep utterances outside the six emotions as context that is not scored.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("prepare", "Reads a corpus as it was published and writes it as a prepared corpus.", Run,
            "multiemo prepare meld --source downloads/MELD --output corpora/meld",
            "multiemo prepare iemocap --source IEMOCAP_full_release --output corpora/iemocap",
            "multiemo prepare table --source chats.csv --labels joy,anger,neutral --output corpora/chats")
        { Kind, Source, Output, Labels, KeepUnlabelled, Force };
        Kind.CompletionSources.Add(Kinds);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Kind) is not { } kind) return;
            if (!Kinds.Contains(kind)) result.AddError($"unknown kind of corpus '{kind}'; {Spelling.Suggest(kind, Kinds)}");
            if (result.GetResult(Labels) is not null && kind is "meld" or "iemocap")
                result.AddError($"{kind} has its own emotions; --labels is not for it.");
            if (result.GetValue(KeepUnlabelled) && kind != "iemocap") result.AddError("--keep-unlabelled is for iemocap.");
        });
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        string source = parsed.GetRequiredValue(Source), output = parsed.GetRequiredValue(Output);
        var labels = parsed.GetValue(Labels);
        var corpus = parsed.GetRequiredValue(Kind) switch
        {
            "authors" => AuthorsFiles.Prepare(source, output, labels, parsed.GetValue(Force)),
            string kind => PreparedCorpus.Create(output, Read(kind, source, labels, parsed.GetValue(KeepUnlabelled)), parsed.GetValue(Force)),
        };
        CorpusTables.Print(corpus);
        Screen.Line(corpus.Features.Count > 0
            ? $"next: multiemo train {Quoting.Word(output)} --recipe meld --output runs/{corpus.Corpus.Name}"
            : $"next: multiemo extract {Quoting.Word(output)} --text tfidf");
        return 0;
    }

    private static Corpus Read(string kind, string source, EmotionSet? labels, bool keepUnlabelled) => kind switch
    {
        "meld" => Meld.Read(source),
        "emorynlp" => EmoryNlp.Read(source, labels),
        "iemocap" => Iemocap.Read(source, keepUnlabelled),
        "goemotions" => GoEmotions.Read(source, labels),
        "table" => TableCorpus.Read(source, labels),
        _ => Transcripts.Read(source, labels),
    };
}
