using System.Globalization;
using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>What a prediction was made from, by the real command.</summary>
/// <param name="trained">A trained run of text and audio.</param>
public class ExplainTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    private const int BadInput = 1, Usage = 2;

    [Fact]
    public void An_utterance_is_explained_for_people()
    {
        string shown = Explain("--conversation", "c17", "--turn", "3").Succeeded().Out;

        Assert.All(["c17, turn 3 (4 of 6), Anna: ", "the corpus says"], word => Assert.Contains(word, shown));
        Assert.All(["no text", "no audio", "from this turn alone", "every turn of the conversation"], word => Assert.Contains(word, shown));
        Assert.All(["text asks audio", "audio asks text", "spread evenly: 16.7 %", "mean of 2 heads"], word => Assert.Contains(word, shown));
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    [Fact]
    public void As_JSON_it_has_the_prediction_of_predict_and_all_weights()
    {
        Tool.Run(trained.Path, "predict", "run", "corpus", "--threads", "1", "--output", "explained.csv").Succeeded();
        string[] lines = File.ReadAllLines(trained.File("explained.csv"));
        string[] row = lines.Single(line => line.StartsWith("c17,3,", StringComparison.Ordinal)).Split(',');
        var json = Explain("--conversation", "c17", "--turn", "3", "--json", "--output", "heads.png").Succeeded().Json;

        Assert.Equal(row[6], (string)json["prediction"]!);
        foreach (var (label, place) in TinyCorpus.Labels.Split(',').Select((label, place) => (label, place)))
            Assert.Equal(double.Parse(row[7 + place], CultureInfo.InvariantCulture), (double)json["probabilities"]![label]!, 1e-5);
        Assert.Equal(["text turn", "audio turn", "text conversation", "audio conversation"],
            json["withheld"]!.AsArray().Select(each => $"{each!["modality"]} {each["from"]}"));
        var heads = json["attention"]!.AsArray().SelectMany(step => step!["heads"]!.AsArray()).ToArray();
        Assert.Equal(4, heads.Length);
        Assert.All(heads, head => Assert.Equal(1, head!.AsArray().Sum(weight => (double)weight!), 1e-5));
        Assert.Equal(json["turns"]!.AsArray().Count, heads[0]!.AsArray().Count);
        Assert.Equal((byte)'P', File.ReadAllBytes(trained.File("heads.png"))[1]);
    }

    [Fact]
    public void Another_seed_is_explained_and_drawn_as_SVG()
    {
        string[] first = ["--conversation", "c0", "--turn", "0"];
        JsonNode[] seeds = [.. new[] { "1", "2" }.Select(seed => Explain([.. first, "--seed", seed, "--json"]).Succeeded().Json)];
        var drawn = Explain([.. first, "--output", "heads.svg"]).Succeeded();

        Assert.NotEqual((double)seeds[0]["probabilities"]!["joy"]!, (double)seeds[1]["probabilities"]!["joy"]!);
        Assert.Contains("training split", (string)seeds[0]["remarks"]![0]!);
        Assert.Contains("note: The conversation is in the training split", drawn.Error);
        Assert.Contains("heads.svg", drawn.Out);
        Assert.Contains("<svg", File.ReadAllText(trained.File("heads.svg")));
    }

    [Fact]
    public void What_is_not_there_is_told_with_the_remedy()
    {
        Explain("--conversation", "C17", "--turn", "3").Failed(BadInput, "'C17'", "did you mean c17");
        Explain("--conversation", "c17", "--turn", "9").Failed(BadInput, "no turn 9", "it has 0-5", "conversations.jsonl");
        Explain("--conversation", "c17", "--turn", "3", "--seed", "7").Failed(BadInput, "no seed 7", "1, 2");
        Explain("--conversation", "c17", "--turn", "3", "--corpus", "nowhere").Failed(BadInput, "nowhere");
        Explain("--conversation", "c17", "--turn", "3", "--output", "heads.html").Failed(BadInput, "heads.html", ".png or .svg");
        Explain("--conversation", "c17").Failed(Usage, "--turn");
        Assert.False(File.Exists(trained.File("heads.html")));
    }

    [Fact]
    public void A_model_without_attention_is_explained_without_and_a_corpus_may_have_moved()
    {
        using var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, "train", "corpus", "--recipe", "logistic-regression", "--output", "run", "--threads", "1", "--set", "training.epochs=1")
            .Succeeded();
        Directory.Move(folder.File("corpus"), folder.File("elsewhere"));
        string[] explain = ["explain", "run", "--conversation", "c17", "--turn", "3", "--threads", "1"];

        Tool.Run(folder.Path, explain).Failed(BadInput, "corpus", "--corpus");
        string shown = Tool.Run(folder.Path, [.. explain, "--corpus", "elsewhere"]).Succeeded().Out;
        Tool.Run(folder.Path, [.. explain, "--corpus", "elsewhere", "--output", "no.png"]).Failed(BadInput, "nothing to draw", "leave --output out");
        string starter = Tool.Run(folder.Path, ["explain", "starter", .. explain[2..], "--corpus", "elsewhere"]).Succeeded().Out;

        Assert.All(["no text", "no audio", "logistic-regression has no attention"], word => Assert.Contains(word, shown));
        Assert.Contains("text alone, which cannot be withheld", starter);
    }

    private Outcome Explain(params string[] options) => Tool.Run(trained.Path, ["explain", "run", .. options, "--threads", "1"]);
}
