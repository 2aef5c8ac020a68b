using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class JsonTests
{
    [Fact]
    public void Values_are_written_readably_and_come_back_the_same()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "value.json");
        var value = new Sample("naïve <&> \"quoted\"", 0.1 + 0.2, Split.Dev);

        Json.Write(path, value);

        Assert.Equal("{\n  \"the_name\": \"naïve <&> \\\"quoted\\\"\",\n  \"value\": 0.30000000000000004,\n  \"split\": \"dev\"\n}\n",
            File.ReadAllText(path));
        Assert.Equal(value, Json.Read<Sample>(path));
    }

    [Theory]
    [InlineData("{\n\"the_name\": \"x\",\n\"value\": ,\n\"split\": \"dev\"}", 3, "JSON")]
    [InlineData("{\n\"the_name\": \"x\",\n\"value\": \"1\",\n\"split\": \"dev\"}", 3, "$.value")]
    [InlineData("{\n\"the_name\": \"x\",\n\"split\": \"dev\"}", 3, "'value'")]
    [InlineData("{\n\"the_name\": null,\n\"value\": 1,\n\"split\": \"dev\"}", 2, "the_name")]
    [InlineData("{\"the_name\": \"x\",\n\"value\": 1,\n\"split\": \"dve\"}", 3, "$.split")]
    [InlineData("", 1, "JSON")]
    public void A_fault_is_told_with_file_and_line(string text, int line, string said)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "value.json");
        File.WriteAllText(path, text);

        var fault = Assert.Throws<BadInputException>(() => Json.Read<Sample>(path));

        Assert.Equal(path, fault.File);
        Assert.True(line >= fault.Line, fault.Message);
        Assert.Contains(said, fault.Message);
    }

    [Fact]
    public void A_missing_file_is_told_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "recipe.json"), "{}");

        var fault = Assert.Throws<BadInputException>(() => Json.Read<Sample>(Path.Combine(folder.Path, "recpie.json")));

        Assert.Contains("did you mean 'recipe.json'?", fault.Message);
    }

    private sealed record Sample(string TheName, double Value, Split Split);
}
