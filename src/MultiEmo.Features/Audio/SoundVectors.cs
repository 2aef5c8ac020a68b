using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>Speech features of a corpus' turns.</summary>
public static class SoundVectors
{
    /// <summary>A native set, standardised.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="set">The features.</param>
    /// <param name="media">The folder of the turns' sounds.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>, or ffmpeg is needed and not there.</exception>
    public static VectorSource<Clip> Native(Corpus corpus, SoundSet set, string media, SoundOptions? options = null)
    {
        var (plan, chosen) = (TurnPlan.OfClips(corpus, media, MediaKind.Sound), options ?? new SoundOptions());
        var ffmpeg = Decoder(plan, chosen);
        return new VectorSource<Clip>
        {
            Modality = Modality.Audio,
            Extractor = set.Name,
            From = NameOf(media),
            Settings = new Dictionary<string, string> { ["set"] = set.Name },
            MayDiffer = Versions(ffmpeg),
            Plan = plan,
            Open = () => set.Open(AudioLevel.Functionals, ffmpeg),
            Fit = new VectorFit(Standardized: true, chosen.Components) { Blanks = set.HasBlanks },
            Names = set.Functionals,
        };
    }

    /// <summary>The vectors that a user's SMILExtract makes, standardised.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="program">The program; run once on a sound of its own before anything else.</param>
    /// <param name="media">The folder of the turns' sounds.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>, or the program does not work, or ffmpeg is needed and not there.
    /// </exception>
    public static VectorSource<Clip> OfSmile(
        Corpus corpus, SmileProgram program, string media, SoundOptions? options = null, CancellationToken stop = default)
    {
        var (plan, chosen) = (TurnPlan.OfClips(corpus, media, MediaKind.Sound), options ?? new SoundOptions());
        var ffmpeg = Decoder(plan, chosen);
        return new VectorSource<Clip>
        {
            Modality = Modality.Audio,
            Extractor = "opensmile",
            From = NameOf(media),
            Settings = program.Settings(),
            MayDiffer = Versions(ffmpeg),
            Plan = plan,
            Names = SmileExtractor.Names(program, stop),
            Open = () => new SmileExtractor(program, ffmpeg),
            Fit = new VectorFit(Standardized: true, chosen.Components),
        };
    }

    // Who has WAV files only needs no ffmpeg.
    private static Ffmpeg? Decoder(TurnPlan<Clip> plan, SoundOptions options) =>
        plan.Items.All(item => MediaKind.IsWave(item.Source.Path)) ? null : Ffmpeg.Find(options.Ffmpeg);

    private static Dictionary<string, string> Versions(Ffmpeg? ffmpeg) =>
        ffmpeg is null ? [] : new Dictionary<string, string> { ["may_differ:ffmpeg"] = ffmpeg.Version };

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}

/// <summary>How speech features of turns are made.</summary>
public sealed record SoundOptions
{
    /// <summary>So many principal components take the features' place; null: none do.</summary>
    public int? Components { get; init; }

    /// <summary>ffmpeg, or the folder of it and ffprobe; null: where the PATH says.</summary>
    public string? Ffmpeg { get; init; }
}
