using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Storage;

namespace MultiEmo.Features.Samples;

/// <summary>The sample corpus as a prepared corpus with recordings, and with features of all three modalities.</summary>
public static class SampleFolder
{
    /// <summary>The name of the visual features.</summary>
    public const string Visual = "face";

    /// <summary>Draws the corpus, writes it and its recordings, and extracts its text features.</summary>
    /// <param name="folder">Where the corpus shall be; made if missing.</param>
    /// <param name="recordings">Where the sounds of its turns shall be.</param>
    /// <param name="force">Whether a corpus and recordings that are there already may be replaced.</param>
    /// <param name="seed">What the corpus is drawn from.</param>
    /// <param name="options">How it is drawn.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">A folder holds a corpus or recordings already, or cannot be written.</exception>
    public static PreparedCorpus Write(
        string folder,
        string recordings,
        bool force,
        int seed = 1,
        SampleOptions? options = null,
        IProgress<string>? progress = null,
        CancellationToken stop = default)
    {
        SampleRecordings.Check(recordings, force);
        var sample = SampleCorpus.Generate(seed, options);
        var prepared = PreparedCorpus.Create(folder, sample.Corpus, force);
        SampleRecordings.Write(recordings, sample, force, stop);
        FeatureExtraction.ExtractText(prepared, progress: progress, stop: stop);
        prepared.WriteFeatures(Entry(Visual, Modality.Visual, sample.Visual, seed), sample.Visual);
        return prepared;
    }

    /// <summary>Extracts the audio features of its recordings, as of any corpus.</summary>
    /// <param name="corpus">What <see cref="Write"/> made.</param>
    /// <param name="recordings">Where the sounds of its turns are.</param>
    /// <param name="set">Which features.</param>
    /// <param name="options">How the work is done.</param>
    /// <param name="stop">Ends the work early; finished turns are kept for the next time.</param>
    /// <exception cref="BadInputException">As <see cref="FeatureExtraction.ExtractVectors"/>.</exception>
    public static ExtractedVectors ExtractVoices(
        PreparedCorpus corpus, string recordings, SoundSet set, ExtractionOptions options, CancellationToken stop = default) =>
        FeatureExtraction.ExtractVectors(corpus, SoundVectors.Native(corpus.Corpus, set, recordings), set.Name, options, stop);

    private static FeatureEntry Entry(string name, Modality modality, FeatureMatrix matrix, int seed)
    {
        var settings = new Dictionary<string, string> { ["seed"] = seed.ToString(CultureInfo.InvariantCulture) };
        return new FeatureEntry(name, modality, matrix.Width, "generated with the sample corpus", "sample", settings);
    }
}
