using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Models.Text;
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

    /// <summary>The native extractor in whose name a table of sounds' values is written; null: in the table's own.</summary>
    public string? As { get; init; }

    /// <summary>Principal components of features of sounds; null: the features themselves.</summary>
    public int? Components { get; init; }

    /// <summary>ffmpeg, or its folder; null: where the PATH says.</summary>
    public string? Ffmpeg { get; init; }

    /// <summary>The folder of weights that the user named; null: none.</summary>
    public string? Weights { get; init; }

    /// <summary>In which frames faces are looked for.</summary>
    public FrameChoice Frames { get; init; }

    /// <summary>Whose faces count where a frame shows several.</summary>
    public SpeakerChoice Speaker { get; init; }

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
            case "roberta":
                Words(() => RobertaExtractor.Load(RobertaFiles.Find(extractor.Argument!, Weights)), "roberta");
                break;
            case "encoder":
                Words(() => SmallEncoderExtractor.Load(extractor.Argument!), "encoder");
                break;
            case "compare16" or "egemaps" or "prosody":
                Vectors(SoundVectors.Native(corpus.Corpus, SoundSet.Find(extractor.Kind)!, Media!, Sounds), extractor.Kind, "sound", "sounds");
                break;
            case "opensmile":
                var program = SmileProgram.Parse(extractor.Argument!);
                Vectors(SoundVectors.OfSmile(corpus.Corpus, program, Media!, Sounds, stop), program.Name, "sound", "sounds");
                break;
            case "visextnet":
                OneThread();
                Vectors(FaceVectors.OfFaces(corpus.Corpus, extractor.Argument!, Media!, Pictures), extractor.Label, "film", "films");
                break;
            case "frames":
                OneThread();
                Vectors(FaceVectors.OfFrames(corpus.Corpus, extractor.Argument!, Media!, Pictures), extractor.Label, "film", "films");
                break;
            default:
                throw new ArgumentException($"no extractor is called {extractor}", nameof(extractor));
        }
    }

    /// <summary>Says what comes next.</summary>
    public void Close() => Screen.Line(Options.Shard is null
        ? $"next: multiemo train {Quoting.Word(corpus.Folder)} --recipe meld --output runs/{corpus.Corpus.Name}"
        : "next: the same command without --shard, once all shares are done");

    private SoundOptions Sounds => new() { Components = Components, Ffmpeg = Ffmpeg };

    private FaceOptions Pictures => new() { Choice = Frames, Speaker = Speaker, Weights = Weights, Ffmpeg = Ffmpeg };

    // Bytes would depend on how many threads share a sum; jobs share the processors instead.
    private static void OneThread() => _ = Computer.Open("cpu", threads: 1);

    private void Words(Func<TextExtractor> load, string name)
    {
        OneThread();
        using var network = new TextVectors(load());
        Vectors(network.Of(corpus.Corpus), name, "words", "batches of turns");
    }

    // Of seconds, so that it is not worth sharing.
    private void Fitted(ExtractorName extractor, Action make)
    {
        if (Options.Shard is null) make();
        else Screen.Note($"'{extractor}' is left to the command without --shard.");
    }

    private void Tfidf() => Tell(FeatureExtraction.ExtractText(corpus, Name ?? "tfidf", null, new Synchronous<string>(Screen.Step), stop));

    private void Table(Modality modality, string path)
    {
        var extracted = As is { } native && modality == Modality.Audio
            ? FeatureExtraction.ExtractProsodyTable(corpus, path, Name ?? native)
            : FeatureExtraction.ExtractTable(corpus, modality, path, Name ?? Stem(path));
        Tell(extracted.Entry);
        Screen.Line($"columns: {string.Join(", ", extracted.Table.Fitted.Columns)}");
        if (extracted.Table.Absent > 0) Screen.Note($"{extracted.Table.Absent} turns have no row in the table and are absent.");
        if (extracted.Table.Ignored > 0) Screen.Note($"{extracted.Table.Ignored} rows are about turns that the corpus does not have.");
    }

    private void Vectors<T>(VectorSource<T> source, string name, string need, string items)
    {
        using var view = new JobView(items);
        var options = Options with { Progress = view, Remarks = new Synchronous<string>(Screen.Step) };
        try
        {
            Tell(FeatureExtraction.ExtractVectors(corpus, source, Name ?? name, options, stop), need, items);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted("stopped; the same command goes on where this one ended.");
        }
    }

    private void Tell(ExtractedVectors extracted, string need, string items)
    {
        ReportNotes.Tell(extracted, need);
        if (extracted.Entry is { } entry) Tell(entry);
        else Screen.Line($"share {Options.Shard}: {extracted.Present} {items} done");
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
