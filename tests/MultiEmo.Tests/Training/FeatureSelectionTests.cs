using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>Each modality trains on one feature file; where there are several, the user chooses.</summary>
public class FeatureSelectionTests
{
    private static readonly FeatureEntry[] Available =
        [Entry("voice", Modality.Audio), Entry("tfidf", Modality.Text), Entry("prosody", Modality.Audio)];

    [Fact]
    public void Of_two_audio_files_the_user_chooses()
    {
        var fault = Refused(new Recipe());

        Assert.Contains("several audio features: voice, prosody", fault.Problem);
        Assert.Contains("--features audio=voice", fault.Remedy);
        Assert.Equal(["tfidf", "prosody"], Names(new Recipe { Features = new FeatureChoice(Audio: "prosody") }));
    }

    [Fact]
    public void A_name_that_is_not_there_gets_the_nearest_suggested()
    {
        var fault = Refused(new Recipe { Features = new FeatureChoice(Audio: "prosodie") });

        Assert.Contains("no audio features 'prosodie'", fault.Problem);
        Assert.Contains("'prosody'", fault.Remedy);
    }

    [Fact]
    public void A_file_of_another_modality_does_not_serve() =>
        Assert.Contains("no audio features 'tfidf'", Refused(new Recipe { Features = new FeatureChoice(Audio: "tfidf") }).Problem);

    [Fact]
    public void Modalities_that_the_recipe_leaves_out_are_left_out()
    {
        Assert.Equal(["tfidf"], Names(Only("text")));
        Assert.Contains("no visual features", Refused(Only("text", "visual")).Problem);
    }

    [Fact]
    public void A_corpus_without_features_is_told_how_to_get_some() =>
        Assert.Contains("multiemo extract", Assert.Throws<BadInputException>(() => FeatureSelection.Of([], new Recipe())).Remedy);

    private static FeatureEntry Entry(string name, Modality modality) => new(name, modality, 3, "", "given", new Dictionary<string, string>());

    private static Recipe Only(params string[] modalities) => new() { Model = new ModelSettings { Modalities = modalities } };

    private static BadInputException Refused(Recipe recipe) => Assert.Throws<BadInputException>(() => FeatureSelection.Of(Available, recipe));

    private static string[] Names(Recipe recipe) => [.. FeatureSelection.Of(Available, recipe).Select(entry => entry.Name)];
}
