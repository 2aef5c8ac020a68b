using MultiEmo.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>A native set of features of sounds.</summary>
public sealed class SoundSet
{
    private readonly Func<AudioLevel, Ffmpeg?, IItemExtractor<Clip>> open;

    private SoundSet(
        string name, IReadOnlyList<string> functionals, IReadOnlyList<string> contours, Func<AudioLevel, Ffmpeg?, IItemExtractor<Clip>> open) =>
        (Name, Functionals, ContourNames, this.open) = (name, functionals, contours, open);

    /// <summary>Praat's prosody: the eight values of <see cref="SpeechProsody"/>, and no contours.</summary>
    public static SoundSet Prosody { get; } =
        new("prosody", SpeechProsody.Names, [], (_, ffmpeg) => new ProsodyExtractor(ffmpeg)) { HasBlanks = true };

    /// <summary>All sets.</summary>
    public static IReadOnlyList<SoundSet> All { get; } = [.. AudioSet.All.Select(Of), Prosody];

    /// <summary>Short name.</summary>
    public string Name { get; }

    /// <summary>Names of the values of a whole sound.</summary>
    public IReadOnlyList<string> Functionals { get; }

    /// <summary>Names of the values of a frame; empty where there are no frames.</summary>
    public IReadOnlyList<string> ContourNames { get; }

    /// <summary>Whether a sound may lack some of the values.</summary>
    public bool HasBlanks { get; private init; }

    /// <summary>The set of a short name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static SoundSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    /// <summary>Names of the values of a row.</summary>
    public IReadOnlyList<string> Names(AudioLevel level) => level == AudioLevel.Functionals ? Functionals : ContourNames;

    /// <summary>Makes an extractor.</summary>
    /// <param name="level">Functionals or contours.</param>
    /// <param name="ffmpeg">Decodes what is no WAV file; null: there are no other files.</param>
    public IItemExtractor<Clip> Open(AudioLevel level, Ffmpeg? ffmpeg) => open(level, ffmpeg);

    /// <summary>Where an extraction of sounds keeps what is done.</summary>
    public PartFolder Parts(string folder, AudioLevel level) => new(folder, $"{Name} {level}");

    private static SoundSet Of(AudioSet set) =>
        new(set.Name, set.FunctionalNames, set.ContourNames, (level, ffmpeg) => new SoundExtractor(set, level, ffmpeg));
}
