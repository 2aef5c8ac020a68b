using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Recordings;
using MultiEmo.Features.Tables;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Storage;

namespace MultiEmo;

/// <summary>
/// How a recording gets the features that a model was trained on: from its sound and pictures where they were, from its words else.
/// </summary>
/// <param name="recording">The recording; null: there is a transcript alone.</param>
/// <param name="conversation">Its utterances.</param>
/// <param name="folder">Where the fitted files of the features lie.</param>
/// <param name="weights">Where weights are looked for first; null: in no such place.</param>
/// <param name="parts">Where finished utterances are kept.</param>
internal sealed class RecordingExtractors(Recording? recording, Conversation conversation, string folder, string? weights, string parts)
{
    private readonly Dictionary<Modality, IReadOnlyList<string?>> lacks = [];
    private IReadOnlyList<byte[]>? faces;

    /// <summary>Told of every stage; null: nobody is.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }

    /// <summary>Whose faces count; null: as in the model's training.</summary>
    public SpeakerChoice? Speaker { get; init; }

    /// <summary>Why a turn lacks a modality, or what is to be told of it; null where all is well.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="turn">The turn's place in the conversation.</param>
    public string? Lack(Modality modality, int turn) => lacks.TryGetValue(modality, out var reasons) ? reasons[turn] : null;

    /// <summary>Some of the faces that a turn's features were made of.</summary>
    /// <param name="turn">The turn's place in the conversation.</param>
    public IReadOnlyList<SeenFace> Faces(int turn) => faces is null ? [] : SeenFace.Read(faces[turn]);

    /// <summary>Makes one modality's features, a row per turn.</summary>
    /// <param name="entry">What the training corpus says of them.</param>
    /// <param name="words">Makes those that need nothing but words, or cannot be made.</param>
    /// <param name="stop">Ends the work early.</param>
    public ExtractedFeatures Extract(FeatureEntry entry, Func<FeatureEntry, ExtractedFeatures> words, CancellationToken stop) =>
        entry.Extractor switch
        {
            "compare16" or "egemaps" or "prosody" => Native(entry, stop),
            "visextnet" => Pictures(Chosen(entry), stop),
            "frames" => Pictures(entry, stop),
            _ => Words(entry, words),
        };

    private ExtractedFeatures Words(FeatureEntry entry, Func<FeatureEntry, ExtractedFeatures> words)
    {
        Progress?.Report(new AnalysisProgress(entry.Modality == Modality.Text ? "words" : entry.Modality.Name()));
        var features = words(entry);
        string? why = features.Remark is { } remark ? Clause(remark) : entry.Modality == Modality.Text ? "there are no words" : null;
        lacks[entry.Modality] = [.. features.Matrix.Present.Select(present => present ? null : why)];
        return features;
    }

    private ExtractedFeatures Native(FeatureEntry entry, CancellationToken stop) =>
        Make(entry, "sound", () => SoundSet.Find(entry.Extractor)!.Open(AudioLevel.Functionals, recording!.Ffmpeg), stop);

    private ExtractedFeatures Pictures(FeatureEntry entry, CancellationToken stop) =>
        Make(entry, entry.Extractor == "frames" ? "pictures" : "faces", () => FaceVectors.Open(entry, weights, recording!.Ffmpeg!), stop);

    private FeatureEntry Chosen(FeatureEntry entry) => Speaker is not { } speaker ? entry : entry with
    {
        Settings = new Dictionary<string, string>(entry.Settings) { [FaceVectors.Speaker] = speaker.Name() },
    };

    private ExtractedFeatures Make(FeatureEntry entry, string stage, Func<IItemExtractor<Clip>> open, CancellationToken stop)
    {
        if (recording is null)
        {
            lacks[entry.Modality] = [.. conversation.Turns.Select(_ => "no recording was given")];
            int count = conversation.Turns.Count;
            return new ExtractedFeatures(new FeatureMatrix(new float[count * entry.Width], new bool[count], entry.Width), null);
        }
        var made = RecordingVectors.Make(recording, conversation, entry.Modality, open, Fitted(entry), Parts(entry), View(stage), stop);
        lacks[entry.Modality] = made.Lacks;
        if (entry.Modality == Modality.Visual) faces = made.Attachments;
        return new ExtractedFeatures(made.Matrix, null);
    }

    private FittedVectors Fitted(FeatureEntry entry)
    {
        string path = Path.Combine(folder, FittedTable.FileOf(entry.Name));
        if (entry.Extractor == SoundSet.Prosody.Name) return FittedVectors.Of(FittedTable.Load(path));
        return entry.Files.Contains(Path.GetFileName(path)) ? FittedVectors.Load(path, entry.Width) : new FittedVectors(null, null, entry.Width);
    }

    private PartFolder Parts(FeatureEntry entry) => new(Path.Combine(parts, entry.Name), JsonSerializer.Serialize(entry, Json.Options));

    private StageView? View(string stage) => Progress is { } progress ? new StageView(stage, progress) : null;

    // A remark is a sentence about all turns; a row wants what follows its colon.
    private static string Clause(string remark)
    {
        int colon = remark.IndexOf(": ", StringComparison.Ordinal);
        return (colon < 0 ? remark : remark[(colon + 2)..]).TrimEnd('.');
    }

    private sealed class StageView(string stage, IProgress<AnalysisProgress> progress) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => progress.Report(new AnalysisProgress(stage, value));
    }
}
