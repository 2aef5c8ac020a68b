using MultiEmo.Audio.Functionals.Sets;
using MultiEmo.Audio.Sets;

namespace MultiEmo.Audio;

/// <summary>A set of speech features: which descriptors are followed over time, and which functionals sum them up.</summary>
public sealed class AudioSet
{
    private readonly Func<int, string, SetContours> create;

    private AudioSet(string name, IReadOnlyList<string> contours, IReadOnlyList<string> functionals, Func<int, string, SetContours> create)
    {
        (Name, ContourNames, FunctionalNames, this.create) = (name, contours, functionals, create);
    }

    /// <summary>ComParE_2016: 65 low-level descriptors and their deltas, 6373 functionals. Schuller and others, The INTERSPEECH 2016 Computational
    /// Paralinguistics Challenge.</summary>
    public static AudioSet ComParE2016 { get; } =
        new("compare16", ComParE2016Contours.Names, ComParE2016Functionals.Names, (rate, name) => new ComParE2016Contours(rate, name));

    /// <summary>eGeMAPSv02: 25 low-level descriptors, 88 functionals. Eyben and others, The Geneva Minimalistic Acoustic Parameter Set for Voice
    /// Research and
    /// Affective Computing (IEEE Transactions on Affective Computing 7, 2016).</summary>
    public static AudioSet EGeMapsV02 { get; } =
        new("egemaps", EGeMapsV02Contours.Names, EGeMapsV02Functionals.Names, (rate, name) => new EGeMapsV02Contours(rate, name));

    /// <summary>All sets.</summary>
    public static IReadOnlyList<AudioSet> All { get; } = [ComParE2016, EGeMapsV02];

    /// <summary>Short name: compare16 or egemaps.</summary>
    public string Name { get; }

    /// <summary>Names of the low-level descriptors, as openSMILE spells them.</summary>
    public IReadOnlyList<string> ContourNames { get; }

    /// <summary>Names of the functionals, as openSMILE spells them.</summary>
    public IReadOnlyList<string> FunctionalNames { get; }

    /// <summary>The set of a short name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static AudioSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal SetContours Begin(int sampleRate, string name) => create(sampleRate, name);
}
