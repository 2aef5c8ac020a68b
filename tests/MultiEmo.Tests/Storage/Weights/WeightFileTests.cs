using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using MultiEmo.Tests.Storage.PyTorch;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.Weights;

public sealed class WeightFileTests : IDisposable
{
    private static readonly KeyValuePair<string, StoredTensor> Weight = new("weight", StoredTensor.Of([1f, 2f], 2));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("a.safetensors"), InlineData("a.pt"), InlineData("noending")]
    public void The_content_tells_the_format_not_the_name(string name)
    {
        Safetensors.Write(Path(name), [Weight]);
        Assert.Equal([1f, 2f], WeightFile.Read(Path(name)).Require("weight").As<float>().ToArray());

        foreach (bool old in new[] { false, true })
        {
            File.WriteAllBytes(Path(name), RealTorchFiles.Of(old));
            Assert.Equal([3f, 5f, 7f], WeightFile.Read(Path(name)).Require("slice").As<float>().ToArray());
        }
    }

    [Theory, InlineData("model.safetensors"), InlineData("pytorch_model.bin"), InlineData("anything.pth")]
    public void A_folder_with_one_file_of_weights_is_that_file(string name)
    {
        Safetensors.Write(Path(name), [Weight]);
        File.WriteAllText(Path("config.json"), "{}");

        var read = WeightFile.Read(folder.Path);

        Assert.Equal(Path(name), read.Path);
        Assert.Equal(["weight"], read.Tensors.Keys);
    }

    [Theory, InlineData("model.safetensors.index.json"), InlineData("pytorch_model.bin.index.json")]
    public void Shards_are_read_together(string index)
    {
        Safetensors.Write(Path("1.safetensors"), [Weight, new("ignored", StoredTensor.Of([0f], 1))]);
        File.WriteAllBytes(Path("2.bin"), RealTorchFiles.Of(old: true));
        const string map = """{"scalar": "2.bin", "weight": "1.safetensors", "t": "2.bin"}""";
        File.WriteAllText(Path(index), $$"""{"metadata": {"total_size": 9}, "weight_map": {{map}}}""");

        foreach (string path in new[] { folder.Path, Path(index) })
        {
            var read = WeightFile.Read(path);
            Assert.Equal(["scalar", "weight", "t"], read.Tensors.Keys);
            Assert.Equal([7L], read.Require("scalar").As<long>().ToArray());
            Assert.Contains("did you mean 'weight'?", Assert.Throws<BadInputException>(() => read.Require("wieght")).Message);
        }
    }

    [Theory]
    [InlineData("""{"weight_map": {"weight": "missing.bin"}}""", "no such file")]
    [InlineData("""{"weight_map": {"nothing": "1.bin"}}""", "no tensor 'nothing'")]
    [InlineData("""{"weight_map": {"weight": "../1.bin"}}""", "'../1.bin'")]
    [InlineData("""{"weight_map": {"weight": "a\\1.bin"}}""", "1.bin'")]
    [InlineData("""{"weight_map": {"weight": ".."}}""", "'..'")]
    [InlineData("""{"weight_map": {"weight": ""}}""", "''")]
    [InlineData("""{"weight_map": {"weight": "model.safetensors.index.json"}}""", "JSON where weights are needed")]
    [InlineData("""{"weight_map": {"weight": 3}}""", "'weight' is the number 3")]
    [InlineData("""{"weight_map": []}""", "is a list")]
    [InlineData("""{"hidden_size": 768}""", "'weight_map' is missing")]
    [InlineData("{", "JSON")]
    public void An_index_that_lies_is_refused(string index, string said)
    {
        Safetensors.Write(Path("1.bin"), [Weight]);
        File.WriteAllText(Path("model.safetensors.index.json"), index);

        Assert.Contains(said, Assert.Throws<BadInputException>(() => WeightFile.Read(folder.Path)).Message);
    }

    [Fact]
    public void What_holds_no_weights_is_told_what_to_do()
    {
        Assert.Contains("holds no weights", Refused(folder.Path));
        Assert.Contains("no such file", Refused(Path("nowhere.pt")));
        File.WriteAllText(Path("pointer.pt"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        Assert.Contains("git lfs pull", Refused(Path("pointer.pt")));
        File.WriteAllText(Path("page.pth"), "<!doctype html>");
        Assert.Contains("neither safetensors nor", Refused(Path("page.pth")));
        Assert.Contains("page.pth, pointer.pt", Refused(folder.Path));
        File.WriteAllBytes(Path("empty.pt"), []);
        Assert.Contains("neither safetensors nor", Refused(Path("empty.pt")));
    }

    private static string Refused(string path) => Assert.Throws<BadInputException>(() => WeightFile.Read(path)).Message;

    private string Path(string name) => System.IO.Path.Combine(folder.Path, name);
}
