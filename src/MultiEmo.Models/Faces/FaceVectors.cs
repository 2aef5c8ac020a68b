using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Storage;

namespace MultiEmo.Models.Faces;

/// <summary>What networks make of the pictures of a corpus' turns, as an extraction whose items are clips; each job has its own networks.</summary>
public static class FaceVectors
{
    /// <summary>The setting with the SHA-256 of the network's weights.</summary>
    public const string Hash = NetworkKeys.FaceHash;

    /// <summary>The setting with whose faces count: all or active. Features without it are of all.</summary>
    public const string Speaker = NetworkKeys.Speaker;

    /// <summary>Vectors of the faces: VisExtNet.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="network">What <see cref="FaceNetwork.Load"/> takes.</param>
    /// <param name="media">The folder of the turns' films.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>, or ffmpeg or weights are not there.</exception>
    public static VectorSource<Clip> OfFaces(Corpus corpus, string network, string media, FaceOptions? options = null)
    {
        var chosen = options ?? new FaceOptions();
        var settings = Settings(network, chosen);
        settings["frames"] = chosen.Choice.ToString().ToLowerInvariant();
        settings[Speaker] = chosen.Speaker.Name();
        foreach (string file in FaceDetector.Files(chosen.Weights)) settings[$"sha256:{Path.GetFileName(file)}"] = InputFile.Sha256(file);
        return Source(corpus, media, "visextnet", settings, chosen, ffmpeg => OpenFaces(network, chosen, ffmpeg));
    }

    /// <summary>Vectors of whole frames: the paper's row without VisExtNet.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="network">What <see cref="FaceNetwork.Load"/> takes.</param>
    /// <param name="media">The folder of the turns' films.</param>
    /// <param name="options">How; null: the defaults. Frames are always those that are needed.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>, or ffmpeg or weights are not there.</exception>
    public static VectorSource<Clip> OfFrames(Corpus corpus, string network, string media, FaceOptions? options = null)
    {
        var chosen = options ?? new FaceOptions();
        return Source(corpus, media, "frames", Settings(network, chosen), chosen, ffmpeg => OpenFrames(network, chosen, ffmpeg));
    }

    /// <summary>The extractor that made features of pictures before, for pictures of a new recording.</summary>
    /// <param name="entry">What a corpus or run says of the features, of the extractor visextnet or frames.</param>
    /// <param name="weights">The folder of weights that the user named; null: where weights are looked for.</param>
    /// <param name="ffmpeg">Decodes.</param>
    /// <exception cref="BadInputException">The weights are not there, or others than those that made the features.</exception>
    public static IItemExtractor<Clip> Open(FeatureEntry entry, string? weights, Ffmpeg ffmpeg)
    {
        string network = entry.Settings.GetValueOrDefault("network", ""), wanted = entry.Settings.GetValueOrDefault(Hash, "");
        string place = weights is not null && File.Exists(Path.Combine(weights, network)) ? Path.Combine(weights, network) : network;
        string file = FaceNetwork.FileOf(place, weights);
        if (InputFile.Sha256(file) != wanted)
            throw new BadInputException($"the visual features '{entry.Name}' were made by other weights of {network}, with the SHA-256 {wanted}",
                "name the folder of those with --weights", file);
        bool told = Enum.TryParse<FrameChoice>(entry.Settings.GetValueOrDefault("frames"), ignoreCase: true, out var named);
        var choice = told ? named : FrameChoice.Needed;
        var options = new FaceOptions { Choice = choice, Weights = weights, Speaker = SpeakerOf(entry), KeepFaces = true };
        return entry.Extractor == "frames" ? OpenFrames(place, options, ffmpeg) : OpenFaces(place, options, ffmpeg);
    }

    /// <summary>Whose faces features were made of.</summary>
    /// <param name="entry">What a corpus or run says of them.</param>
    /// <exception cref="BadInputException">It says something that is not known here.</exception>
    public static SpeakerChoice SpeakerOf(FeatureEntry entry) => !entry.Settings.TryGetValue(Speaker, out string? named)
        ? SpeakerChoice.All
        : SpeakerChoices.Find(named) ?? throw new BadInputException($"the visual features '{entry.Name}' were made of the faces of '{named}'",
            $"this version knows {string.Join(" and ", SpeakerChoices.Names)}; use the one that made them, or extract them again");

    private static VectorSource<Clip> Source(
        Corpus corpus, string media, string extractor, Dictionary<string, string> settings, FaceOptions options, Func<Ffmpeg, Job> open)
    {
        var ffmpeg = Ffmpeg.Find(options.Ffmpeg);
        return new VectorSource<Clip>
        {
            Modality = Modality.Visual,
            Extractor = extractor,
            From = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(media))),
            Settings = settings,
            MayDiffer = new Dictionary<string, string> { ["may_differ:ffmpeg"] = ffmpeg.Version },
            Plan = TurnPlan.OfClips(corpus, media, MediaKind.Picture),
            Open = () => open(ffmpeg),
        };
    }

    private static Dictionary<string, string> Settings(string network, FaceOptions options) => new()
    {
        ["network"] = Path.GetFileName(network),
        [Hash] = InputFile.Sha256(FaceNetwork.FileOf(network, options.Weights)),
    };

    private static Job OpenFaces(string network, FaceOptions options, Ffmpeg ffmpeg)
    {
        var faces = VisExtNet.Load(network, options.Weights, options.Choice);
        if (options.Speaker == SpeakerChoice.All) return new Job(new ClipVectors(faces, ffmpeg), [faces], options.KeepFaces);
        var speaker = ActiveSpeaker.Load(options.Weights, ffmpeg);
        return new Job(new ClipVectors(faces, ffmpeg, speaker), [faces, speaker], options.KeepFaces);
    }

    private static Job OpenFrames(string network, FaceOptions options, Ffmpeg ffmpeg)
    {
        var whole = FrameVectors.Load(network, options.Weights);
        return new Job(new ClipVectors(whole, ffmpeg), [whole]);
    }

    private sealed class Job(ClipVectors vectors, IDisposable[] networks, bool keepFaces = false) : IItemExtractor<Clip>
    {
        public void Extract(Clip source, PartWriter part, CancellationToken stop)
        {
            var clip = vectors.Vector(source.Path, source.Start, source.End, stop);
            if (clip.Fault is { } fault) throw fault;
            if (clip.Values is { } values) part.Write(values);
            part.Remark = clip.Absence ?? clip.Remark;
            if (keepFaces) part.Attachment = SeenFace.Write(clip.Seen);
        }

        public void Dispose() => Array.ForEach(networks, network => network.Dispose());
    }
}

/// <summary>How vectors of pictures are made.</summary>
public sealed record FaceOptions
{
    /// <summary>In which frames faces are looked for.</summary>
    public FrameChoice Choice { get; init; } = FrameChoice.Needed;

    /// <summary>Whose faces count where a frame shows several.</summary>
    public SpeakerChoice Speaker { get; init; } = SpeakerChoice.All;

    /// <summary>Whether small pictures of some faces are kept beside each vector, for people to look at.</summary>
    public bool KeepFaces { get; init; }

    /// <summary>The folder of weights that the user named; null: where weights are looked for.</summary>
    public string? Weights { get; init; }

    /// <summary>ffmpeg, or the folder of it and ffprobe; null: where the PATH says.</summary>
    public string? Ffmpeg { get; init; }
}
