using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>Features that cannot be made for new conversations: absent in every turn, with a sentence that says why.</summary>
public static class AbsentFeatures
{
    /// <summary>The features of so many turns, none of which has them.</summary>
    /// <param name="entry">What the training corpus says of the feature file.</param>
    /// <param name="turns">The number of turns.</param>
    public static ExtractedFeatures Of(FeatureEntry entry, int turns)
    {
        var matrix = new FeatureMatrix(new float[turns * entry.Width], new bool[turns], entry.Width);
        return new ExtractedFeatures(matrix, $"The {entry.Modality.Name()} features '{entry.Name}' are absent: {Why(entry)}.");
    }

    private static string Why(FeatureEntry entry) => entry.Extractor switch
    {
        "table" => "a table has no values for a new recording",
        "compare16" or "egemaps" or "prosody" or "opensmile" or "visextnet" or "frames" => "only the words of new conversations are read",
        "sample" => "they were generated with the sample corpus",
        "authors" => "the authors' feature files hold only their own utterances",
        _ => $"nothing here can make features of the kind '{entry.Extractor}'",
    };
}
