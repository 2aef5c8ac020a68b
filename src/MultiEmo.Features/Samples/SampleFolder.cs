using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Samples;

/// <summary>The sample corpus as a prepared corpus with features of all three modalities.</summary>
public static class SampleFolder
{
    /// <summary>The name of the audio features.</summary>
    public const string Audio = "voice";

    /// <summary>The name of the visual features.</summary>
    public const string Visual = "face";

    /// <summary>Draws the corpus, writes it, and extracts its text features.</summary>
    /// <param name="folder">Where; made if missing.</param>
    /// <param name="force">Whether a corpus that is there already may be replaced.</param>
    /// <param name="seed">What the corpus is drawn from.</param>
    /// <param name="options">How it is drawn.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The folder holds a corpus already, or cannot be written.</exception>
    public static PreparedCorpus Write(
        string folder,
        bool force,
        int seed = 1,
        SampleOptions? options = null,
        IProgress<string>? progress = null,
        CancellationToken stop = default)
    {
        var sample = SampleCorpus.Generate(seed, options);
        var prepared = PreparedCorpus.Create(folder, sample.Corpus, force);
        FeatureExtraction.ExtractText(prepared, progress: progress, stop: stop);
        prepared.WriteFeatures(Entry(Audio, Modality.Audio, sample.Audio, seed), sample.Audio);
        prepared.WriteFeatures(Entry(Visual, Modality.Visual, sample.Visual, seed), sample.Visual);
        return prepared;
    }

    private static FeatureEntry Entry(string name, Modality modality, FeatureMatrix matrix, int seed)
    {
        var settings = new Dictionary<string, string> { ["seed"] = seed.ToString(CultureInfo.InvariantCulture) };
        return new FeatureEntry(name, modality, matrix.Width, "generated with the sample corpus", "sample", settings);
    }
}
