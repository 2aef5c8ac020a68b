using System.Text.Json;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;

namespace MultiEmo.Tests.Evaluation;

public class MetricsJsonTests
{
    [Fact]
    public void The_keys_are_those_that_other_programs_read()
    {
        using var json = JsonDocument.Parse(MetricsJson.Text(MetricsJson.Of(Sample())));
        var root = json.RootElement;

        Assert.Equal(0.5, root.GetProperty("accuracy").GetDouble());
        var joy = root.GetProperty("per_class").GetProperty("joy");
        Assert.Equal(["precision", "recall", "f1", "support"], joy.EnumerateObject().Select(each => each.Name));
        Assert.Equal(2, joy.GetProperty("support").GetInt32());
        Assert.Equal(["joy", "anger"], root.GetProperty("confusion").GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(1, root.GetProperty("confusion").GetProperty("counts")[0][1].GetInt32());
        string[] names = ["weighted_f1", "macro_f1", "unweighted_average_recall", "utterances", "shift_f1", "shift_utterances"];
        Assert.All(names, name => Assert.True(root.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var read = MetricsJson.Read(MetricsJson.Text(MetricsJson.Of(Sample())), "metrics.json");

        Assert.Equal(Sample().PerClass, read.PerClass);
        Assert.Equal(Sample().ShiftF1, read.ShiftF1);
        Assert.Equal(Sample().ShiftUtterances, read.ShiftUtterances);
    }

    [Property(MaxTest = 300)]
    public void A_mutated_file_is_read_or_refused_by_name(ushort place, char letter, bool cut)
    {
        string text = MetricsJson.Text(MetricsJson.Of(Sample()));
        int at = place % text.Length;
        string mutated = cut ? text[..at] : text[..at] + letter + text[(at + 1)..];

        var fault = Record.Exception(() => MetricsJson.Read(mutated, "metrics.json"));

        Assert.True(fault is null or BadInputException, fault?.ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"confusion":{"labels":["a","a"],"counts":[[1,2]]}}""")]
    [InlineData("""{"confusion":{"labels":["a","b"],"counts":[[1,-2],[0,1]]}}""")]
    [InlineData("""{"confusion":{"labels":["a","b"],"counts":[[2147483647,2147483647],[0,1]]}}""")]
    [InlineData("""{"confusion":{"labels":["a","b"],"counts":[[0,0],[0,0]]}}""")]
    [InlineData("""{"confusion":{},"confusion":{}}""")]
    public void What_is_no_metrics_file_is_refused(string text)
    {
        var error = Assert.Throws<BadInputException>(() => MetricsJson.Read(text, "runs/a/metrics.json"));

        Assert.Equal("runs/a/metrics.json", error.File);
    }

    private static Metrics Sample() =>
        new(ConfusionMatrix.Of(["joy", "anger"], [0, 0, 1, 1], [0, 1, 1, 0])) { ShiftF1 = 0.25, ShiftUtterances = 3 };
}
