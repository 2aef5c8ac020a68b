using MultiEmo.Audio;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>Makes the feature files that a user asked for, one after the other.</summary>
/// <param name="corpus">The corpus.</param>
/// <param name="stop">Ends the work early.</param>
internal sealed class CorpusExtraction(PreparedCorpus corpus, CancellationToken stop)
{
    /// <summary>The name of the feature file; null: the extractor's.</summary>
    public string? Name { get; init; }

    /// <summary>The folder of the turns' clips.</summary>
    public string? Media { get; init; }

    /// <summary>Principal components of features of sounds; null: the features themselves.</summary>
    public int? Components { get; init; }

    /// <summary>How the work is done.</summary>
    public required ExtractionOptions Options { get; init; }

    /// <summary>Makes one feature file, or the share of it that is asked for.</summary>
    public void Make(Modality modality, ExtractorName extractor)
    {
        switch (extractor.Kind)
        {
            case "tfidf":
                Fitted(extractor, Tfidf);
                break;
            case "table":
                Fitted(extractor, () => Table(modality, extractor.Argument!));
                break;
            case "compare16" or "egemaps":
                Vectors(SoundVectors.Native(corpus.Corpus, AudioSet.Find(extractor.Kind)!, Media!, Components), extractor.Kind, "sound");
                break;
            case "opensmile":
                var program = SmileProgram.Parse(extractor.Argument!);
                Vectors(SoundVectors.OfSmile(corpus.Corpus, program, Media!, Components, stop), program.Name, "sound");
                break;
            default:
                throw new ArgumentException($"no extractor is called {extractor}", nameof(extractor));
        }
    }

    /// <summary>Says what comes next.</summary>
    public void Close() => Screen.Line(Options.Shard is null
        ? $"next: multiemo train {Quoting.Word(corpus.Folder)} --recipe meld --output runs/{corpus.Corpus.Name}"
        : "next: the same command without --shard, once all shares are done");

    // Of seconds, so that it is not worth sharing.
    private void Fitted(ExtractorName extractor, Action make)
    {
        if (Options.Shard is null) make();
        else Screen.Note($"'{extractor}' is left to the command without --shard.");
    }

    private void Tfidf() => Tell(FeatureExtraction.ExtractText(corpus, Name ?? "tfidf", null, new Synchronous<string>(Screen.Step), stop));

    private void Table(Modality modality, string path)
    {
        var extracted = FeatureExtraction.ExtractTable(corpus, modality, path, Name ?? Stem(path));
        Tell(extracted.Entry);
        Screen.Line($"columns: {string.Join(", ", extracted.Table.Fitted.Columns)}");
        if (extracted.Table.Absent > 0) Screen.Note($"{extracted.Table.Absent} turns have no row in the table and are absent.");
        if (extracted.Table.Ignored > 0) Screen.Note($"{extracted.Table.Ignored} rows are about turns that the corpus does not have.");
    }

    private void Vectors<T>(VectorSource<T> source, string name, string noun)
    {
        using var view = new JobView(noun + "s");
        var options = Options with { Progress = view, Remarks = new Synchronous<string>(Screen.Step) };
        try
        {
            Tell(FeatureExtraction.ExtractVectors(corpus, source, Name ?? name, options, stop), noun);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted("stopped; the same command goes on where this one ended.");
        }
    }

    private void Tell(ExtractedVectors extracted, string noun)
    {
        ReportNotes.Tell(extracted, noun);
        if (extracted.Entry is { } entry) Tell(entry);
        else Screen.Line($"share {Options.Shard}: {extracted.Present} {noun}s done");
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
