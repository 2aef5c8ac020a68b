using MultiEmo.Conversations;
using MultiEmo.Storage.Authors;

namespace MultiEmo.Storage;

/// <summary>
/// The feature files that the authors of MultiEMO hand out for IEMOCAP and MELD: Speakers.pkl with the conversations, and
/// TextFeatures.pkl, AudioFeatures.pkl and VisualFeatures.pkl with a vector per utterance.
/// </summary>
public static class AuthorsFiles
{
    /// <summary>Reads the files of a folder; one of the three feature files is enough.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="emotions">The labels by number; null: those of IEMOCAP for its form (9 parts), else those of MELD.</param>
    /// <exception cref="BadInputException">A file is missing, no plain pickle, or contradicts another.</exception>
    public static AuthorsCorpus Read(string folder, EmotionSet? emotions = null)
    {
        var corpus = AuthorsSpeakers.Read(Path.Combine(folder, AuthorsSpeakers.FileName), emotions);
        var features = new Dictionary<Modality, FeatureMatrix>();
        foreach (var modality in Modalities.All.Where(modality => File.Exists(AuthorsFeatures.PathOf(folder, modality))))
            features.Add(modality, AuthorsFeatures.Read(folder, modality, corpus));
        if (features.Count > 0) return new AuthorsCorpus(corpus, features);
        throw new BadInputException("holds no feature file", "put TextFeatures.pkl, AudioFeatures.pkl or VisualFeatures.pkl there", folder);
    }

    /// <summary>Reads the files of a folder and writes them as a prepared corpus with features called text, audio and visual.</summary>
    /// <param name="source">Where the authors' files lie.</param>
    /// <param name="target">Where the corpus shall be.</param>
    /// <param name="emotions">As for <see cref="Read"/>.</param>
    /// <param name="force">Whether a corpus that is there already may be replaced.</param>
    /// <exception cref="BadInputException">As <see cref="Read"/> and <see cref="PreparedCorpus.Create"/>.</exception>
    public static PreparedCorpus Prepare(string source, string target, EmotionSet? emotions, bool force)
    {
        var authors = Read(source, emotions);
        var prepared = PreparedCorpus.Create(target, authors.Corpus, force);
        foreach (var (modality, matrix) in authors.Features.OrderBy(pair => pair.Key)) prepared.WriteFeatures(Entry(modality, matrix.Width), matrix);
        return prepared;
    }

    private static FeatureEntry Entry(Modality modality, int width)
        => new(modality.Name(), modality, width, AuthorsFeatures.FileName(modality), "authors", new Dictionary<string, string>());
}

/// <summary>What the authors' files hold.</summary>
/// <param name="Corpus">The conversations: train, then test; there is no dev.</param>
/// <param name="Features">The feature matrices that were there; a visual vector of zeros, no face found, is absent.</param>
public sealed record AuthorsCorpus(Corpus Corpus, IReadOnlyDictionary<Modality, FeatureMatrix> Features);
