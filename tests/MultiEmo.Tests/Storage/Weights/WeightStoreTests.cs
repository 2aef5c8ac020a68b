using MultiEmo.Conversations;
using MultiEmo.Storage.Weights;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.Weights;

public sealed class WeightStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private WeightFolders Folders => new(Path.Combine(folder.Path, "offline"), Path.Combine(folder.Path, "cache"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_named_folder_comes_first_then_the_offline_one_then_the_cache()
    {
        string named = Directory.CreateDirectory(Path.Combine(folder.Path, "named")).FullName;
        string[] places = [.. new[] { "cache", "offline", "named" }.Select(place => Path.Combine(folder.Path, place, "mtcnn", "pnet.pt"))];

        foreach (string place in places)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllText(place, "weights");
            Assert.Equal(place, WeightStore.Find("mtcnn", "pnet.pt", named, Folders));
        }
        Assert.Equal(places[1], WeightStore.Find("mtcnn", "pnet.pt", null, Folders));
        Assert.Equal(places[2], WeightStore.Find("mtcnn", "pnet.pt", Path.Combine(named, "mtcnn") + Path.DirectorySeparatorChar, Folders));
    }

    [Fact]
    public void What_is_missing_names_the_command_that_fetches_it()
    {
        string said = Assert.Throws<BadInputException>(() => WeightStore.Find("mtcnn", "pnet.pt", null, Folders)).Message;

        Assert.Contains("multiemo weights pull mtcnn", said);
        Assert.Contains("mtcnn/pnet.pt", said);
        Assert.Contains(Folders.Cache, said);
        said = Assert.Throws<BadInputException>(() => WeightStore.Find("mine", "net.pt", null, Folders)).Message;
        Assert.DoesNotContain("pull", said);
        Assert.Contains("no such folder",
            Assert.Throws<BadInputException>(() => WeightStore.Find("mtcnn", "pnet.pt", Path.Combine(folder.Path, "nowhere"), Folders)).Message);
    }

    [Fact]
    public void The_catalogue_is_sound()
    {
        Assert.Equal(WeightCatalogue.All.Count, WeightCatalogue.All.Select(weights => weights.Name).Distinct().Count());
        Assert.All(WeightCatalogue.All.SelectMany(weights => weights.Files), file =>
        {
            Assert.Equal("https", file.Url.Scheme);
            Assert.EndsWith(file.Name, file.Url.AbsolutePath);
            Assert.Matches("^([0-9a-f]{8}|[0-9a-f]{64})$", file.Sha256 ?? new string('0', 64));
        });
        Assert.Contains("did you mean 'mtcnn'?", Assert.Throws<BadInputException>(() => WeightCatalogue.Find("mtcn")).Message);
    }

    [Fact]
    public void The_published_weights_of_the_face_detector_are_those_of_the_catalogue()
    {
        string weights = SharedData.Path("weights");

        var found = WeightCheck.All(weights, Folders, CancellationToken.None).ToArray();

        Assert.Equal(3, found.Length);
        Assert.All(found, each => Assert.Equal(WeightState.Same, each.State));
    }

    [Fact]
    public void A_check_tells_what_changed_what_is_missing_and_what_nobody_can_know()
    {
        string place = Directory.CreateDirectory(Path.Combine(folder.Path, "cache", "mtcnn")).FullName;
        File.WriteAllText(Path.Combine(place, "pnet.pt"), "not it");
        File.WriteAllText(Path.Combine(place, "rnet.pt.part"), "half");
        string text = Directory.CreateDirectory(Path.Combine(folder.Path, "offline", "roberta-base")).FullName;
        File.WriteAllText(Path.Combine(text, "config.json"), "{}");

        var found = WeightCheck.All(null, Folders, CancellationToken.None)
            .ToDictionary(each => $"{each.Name}/{Path.GetFileName(each.Path)}", each => each.State);

        Assert.Equal(WeightState.Changed, found["mtcnn/pnet.pt"]);
        Assert.Equal(WeightState.Unfinished, found["mtcnn/rnet.pt"]);
        Assert.Equal(WeightState.Missing, found["mtcnn/onet.pt"]);
        Assert.Equal(WeightState.Unrecorded, found["roberta-base/config.json"]);
        Assert.Equal(WeightState.Missing, found["roberta-base/model.safetensors"]);
        Assert.Equal(7, found.Count);
    }
}
