using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Features.Audio;

/// <summary>Speech features of a corpus' turns.</summary>
public static class SoundVectors
{
    /// <summary>A native set, standardised.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="set">The features.</param>
    /// <param name="media">The folder of the turns' sounds.</param>
    /// <param name="components">So many principal components take the features' place; null: none do.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>.</exception>
    public static VectorSource<Clip> Native(Corpus corpus, AudioSet set, string media, int? components = null) => new()
    {
        Modality = Modality.Audio,
        Extractor = set.Name,
        From = NameOf(media),
        Settings = new Dictionary<string, string> { ["set"] = set.Name },
        Plan = TurnPlan.OfClips(corpus, media, MediaKind.Sound),
        Open = () => new SoundExtractor(set, AudioLevel.Functionals),
        Fit = new VectorFit(Standardized: true, components),
        Names = set.FunctionalNames,
    };

    /// <summary>The vectors that a user's SMILExtract makes, standardised.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="program">The program; run once on a sound of its own before anything else.</param>
    /// <param name="media">The folder of the turns' sounds.</param>
    /// <param name="components">So many principal components take the features' place; null: none do.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">As <see cref="TurnPlan.OfClips"/>, or the program does not work.</exception>
    public static VectorSource<Clip> OfSmile(
        Corpus corpus, SmileProgram program, string media, int? components = null, CancellationToken stop = default) => new()
    {
        Modality = Modality.Audio,
        Extractor = "opensmile",
        From = NameOf(media),
        Settings = program.Settings(),
        Plan = TurnPlan.OfClips(corpus, media, MediaKind.Sound),
        Names = SmileExtractor.Names(program, stop),
        Open = () => new SmileExtractor(program),
        Fit = new VectorFit(Standardized: true, components),
    };

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
