using System.CommandLine;
using System.CommandLine.Parsing;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo extract: feature files of a prepared corpus.</summary>
internal static class Extract
{
    private static readonly string[] TextForms = ["tfidf", "roberta:DIR", "roberta:NAME", "encoder:DIR"];
    private static readonly string[] AudioForms = ["compare16", "egemaps", "prosody", "opensmile:PATH", "table:FILE", "table:FOLDER"];
    private static readonly string[] FaceForms = ["visextnet:NETWORK", "frames:NETWORK"];
    private static readonly string[] TableForms = ["table:FILE", "table:FOLDER"];

    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string> Text = new("--text")
    {
        Description = "tfidf: words and characters, weighted, reduced to 768; roberta:DIR or roberta:NAME: a RoBERTa's vectors of the turns "
            + "in their context; encoder:DIR: those of a small encoder of 'finetune-text --encoder small'.",
    };

    private static readonly Option<string> Audio = new("--audio")
    {
        Description = "compare16, egemaps or prosody: features of the turns' sounds; opensmile:PATH: the same by your SMILExtract "
            + "(opensmile:PATH,config=egemaps or a FILE); table:FILE|FOLDER: numbers of a CSV, or of one per split.",
    };

    private static readonly Option<string> As = new Option<string>("--as")
    {
        Description = "prosody: the table of --audio has the values that '--audio prosody' measures; a model trained on it measures new sounds.",
    }.AcceptOnlyFromAmong(SoundSet.Prosody.Name);

    private static readonly Option<string> Faces = new("--faces")
    {
        Description = "visextnet:resnet101: the mean vector of the faces in the turns' films; frames:resnet101: of their frames as a whole. "
            + "Or another network's name or file (.pt, .safetensors, .onnx).",
    };

    private static readonly Option<string> Frames = new Option<string>("--frames")
    {
        Description = "visextnet: needed (faces are looked for in 20 frames) or released (in all, as the authors' program does).",
        DefaultValueFactory = _ => "needed",
    }.AcceptOnlyFromAmong("needed", "released");

    private static readonly Option<SpeakerChoice?> Speaker = Options.Speaker("With visextnet: ", "all");

    private static readonly Option<string> Visual = new("--visual") { Description = "table:FILE|FOLDER, likewise." };
    private static readonly Option<string> Media = new("--media")
    {
        Description = "Folder of the turns' clips: sounds, films, or a release's tree of them.",
    };

    private static readonly Option<int?> Pca = new("--pca")
    {
        Description = "Reduce features of sounds to so many principal components of the training turns; 512 is the paper's width "
            + "(default: all features).",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name of the feature file (default: the extractor's or the table's).",
    };

    private static readonly Option<string?> Decoder = Options.Ffmpeg();
    private static readonly Option<string?> Weights = Options.Weights();
    private static readonly Option<int> Jobs = Options.Jobs();
    private static readonly Option<Shard?> Share = Options.Shard();
    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Going on is what happens anyway; with it, leftovers of other settings are an error.",
    };

    private static readonly Dictionary<Option<string>, string[]> Forms = new()
    {
        [Text] = TextForms,
        [Audio] = AudioForms,
        [Faces] = FaceForms,
        [Visual] = TableForms,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("extract", "Makes feature files of a prepared corpus; whatever is fitted is fitted on its training split alone.", Run,
            "multiemo extract corpora/meld --text tfidf",
            "multiemo extract corpora/meld --audio table:meld-prosody --as prosody",
            "multiemo extract corpora/iemocap --audio compare16 --pca 512 --media IEMOCAP_full_release --jobs 2",
            "multiemo extract corpora/meld --text roberta:roberta-base --audio egemaps --faces visextnet:resnet101 --media MELD.Raw --shard 3/16",
            "multiemo extract audio a.wav --set egemaps --output a.csv",
            "multiemo extract faces clip.mp4 --output faces.json --draw faces.png")
        { Corpus, Text, Audio, As, Faces, Frames, Speaker, Visual, Media, Pca, Name, Decoder, Weights, Jobs, Share, Resume };
        verb.Subcommands.Add(ExtractAudio.Create());
        verb.Subcommands.Add(ExtractFaces.Create());
        foreach (var (option, forms) in Forms) option.CompletionSources.Add([.. forms.Select(ExtractorName.Beginning).Distinct()]);
        verb.Validators.Add(Check);
        return verb;
    }

    private static void Check(CommandResult result)
    {
        var given = Forms.Keys.Where(option => result.GetValue(option) is not null)
            .ToDictionary(option => option, option => ExtractorName.Parse(result.GetValue(option)!));
        if (given.Count == 0)
            result.AddError("nothing to extract; give --text tfidf, --audio compare16, --faces visextnet:resnet101 or --visual table:FILE.");
        if (given.Count > 1 && result.GetResult(Name) is not null) result.AddError("--name names one feature file; extract one modality at a time.");
        foreach (var (option, name) in given.Where(pair => !pair.Value.IsOneOf(Forms[pair.Key])))
            result.AddError($"unknown extractor '{name}' for {option.Name}; {Suggestion(name.ToString(), Forms[option])}");
        bool wide = given.Values.Any(name => name.Kind is "compare16" or "egemaps" or "opensmile");
        bool clips = wide || given.ContainsKey(Faces) || given.Values.Any(name => name.Kind == "prosody");
        if (clips && result.GetResult(Media) is null) result.AddError("--media is missing: the folder of the turns' sounds or films.");
        if (!clips && result.GetResult(Media) is not null)
            result.AddError("--media goes with --faces and --audio compare16, egemaps, prosody or opensmile.");
        if (!wide && result.GetResult(Pca) is not null) result.AddError("--pca goes with --audio compare16, egemaps or opensmile.");
        if (result.GetResult(Frames) is { Implicit: false } && !given.Values.Any(name => name.Kind == "visextnet"))
            result.AddError("--frames goes with --faces visextnet.");
        if (result.GetResult(Speaker) is not null && !given.Values.Any(name => name.Kind == "visextnet"))
            result.AddError("--speaker goes with --faces visextnet.");
        if (result.GetResult(As) is not null && given.GetValueOrDefault(Audio)?.Kind != "table")
            result.AddError("--as goes with --audio table:FILE.");
        if (result.GetValue(Pca) is < 1) result.AddError("--pca is at least 1.");
    }

    private static string Suggestion(string given, string[] forms) => File.Exists(given) || Directory.Exists(given)
        ? $"did you mean '{ExtractorName.Beginning(forms[^1])}{given}'?"
        : Spelling.Suggest(given, forms);

    private static Modality ModalityOf(Option<string> option) =>
        option == Text ? Modality.Text : option == Audio ? Modality.Audio : Modality.Visual;

    private static int Run(ParseResult parsed)
    {
        using var interruption = new Interruption("stopping; what is finished is kept.");
        var work = new CorpusExtraction(PreparedCorpus.Load(parsed.GetRequiredValue(Corpus)), interruption.Token)
        {
            Name = parsed.GetValue(Name),
            Media = parsed.GetValue(Media),
            As = parsed.GetValue(As),
            Components = parsed.GetValue(Pca),
            Ffmpeg = parsed.GetValue(Decoder),
            Weights = parsed.GetValue(Weights),
            Frames = parsed.GetValue(Frames) == "released" ? FrameChoice.Released : FrameChoice.Needed,
            Speaker = parsed.GetValue(Speaker) ?? SpeakerChoice.All,
            Options = new ExtractionOptions { Jobs = parsed.GetValue(Jobs), Shard = parsed.GetValue(Share), Resume = parsed.GetValue(Resume) },
        };
        foreach (var option in Forms.Keys)
            if (parsed.GetValue(option) is { } given) work.Make(ModalityOf(option), ExtractorName.Parse(given));
        work.Close();
        return 0;
    }
}
