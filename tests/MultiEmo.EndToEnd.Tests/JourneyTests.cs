using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>From a table to predictions, scores and a page of results.</summary>
/// <param name="trained">A trained run.</param>
public class JourneyTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public void A_run_folder_has_what_the_documentation_promises()
    {
        string[] expected =
        [
            "model.safetensors", "architecture.json", "calibration.json", "metrics-validation.json", "predictions-validation.csv", "history.csv",
            "environment.json", "card.md", "metrics-test.json", "predictions-test.csv", Path.Combine("features", "tfidf.fitted.safetensors"),
        ];

        Assert.True(File.Exists(trained.File("run", "recipe.json")));
        foreach (string seed in new[] { "seed-1", "seed-2" })
        {
            Assert.All(expected, name => Assert.True(File.Exists(trained.File("run", seed, name)), name));
            Assert.NotEmpty(Directory.GetFiles(trained.File("run", seed, "events")));
        }
    }

    [Fact]
    public void Training_shows_a_line_per_epoch_where_nobody_watches()
    {
        Assert.Contains("seed 1  epoch 3/3", trained.Training.Out);
        Assert.Contains("seed 2  epoch 1/3", trained.Training.Out);
        Assert.Contains("±", trained.Training.Out);
        Assert.DoesNotContain("\u001b", trained.Training.All);
        Assert.All(trained.Training.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Evaluation_as_JSON_has_every_measure_with_deviation_and_each_seed()
    {
        var json = trained.Evaluation.Json;

        string[] measures = ["weighted_f1", "macro_f1", "accuracy", "unweighted_average_recall", "shift_f1"];
        Assert.All(measures, key => Assert.InRange((double)json[key]!, 0, 1));
        Assert.Equal(["joy", "anger", "neutral"], json["per_class"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(["1", "2"], json["per_seed"]!.AsObject().Select(pair => pair.Key));
        double mean = new[] { "1", "2" }.Average(seed => (double)json["per_seed"]![seed]!["weighted_f1"]!);
        Assert.Equal(mean, (double)json["weighted_f1"]!, 1e-12);
        Assert.Equal("picked on validation", (string?)json["selection"]);
    }

    [Fact]
    public void Evaluation_is_a_table_for_people_and_other_splits_are_not_kept()
    {
        byte[] before = File.ReadAllBytes(trained.File("run", "seed-1", "metrics-validation.json"));

        var dev = Run("evaluate", "run", "--split", "dev", "--threads", "1").Succeeded();

        Assert.Contains("weighted F1", dev.Out);
        Assert.Contains("unweighted average recall", dev.Out);
        Assert.Equal(before, File.ReadAllBytes(trained.File("run", "seed-1", "metrics-validation.json")));
        Assert.False(File.Exists(trained.File("run", "seed-1", "metrics-train.json")));
    }

    [Fact]
    public void Scoring_a_run_s_own_predictions_gives_its_metrics()
    {
        var scored = Run("score", "run/seed-1/predictions-test.csv", "--labels", TinyCorpus.Labels, "--json").Succeeded().Json;
        var kept = JsonNode.Parse(File.ReadAllText(trained.File("run", "seed-1", "metrics-test.json")))!;

        foreach (string key in new[] { "weighted_f1", "macro_f1", "accuracy", "unweighted_average_recall" })
            Assert.Equal((double)kept[key]!, (double)scored[key]!, 1e-12);
        Assert.Contains("weighted F1", Run("score", "run/seed-1/predictions-test.csv", "--labels", TinyCorpus.Labels).Succeeded().Out);
    }

    [Fact]
    public void A_transcript_without_labels_gets_an_emotion_for_each_utterance()
    {
        File.WriteAllText(trained.File("talk.srt"),
            "1\n00:00:01,000 --> 00:00:02,500\nCleo: what a wonderful day\n\n2\n00:00:03,000 --> 00:00:04,500\nDan: never say that, stop\n");

        var told = Run("predict", "run", "talk.srt", "--output", "talk.jsonl", "--threads", "1").Succeeded();

        JsonNode[] rows = [.. File.ReadAllLines(trained.File("talk.jsonl")).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(["Cleo", "Dan"], rows.Select(row => (string?)row["speaker"]));
        Assert.Equal([1.0, 3.0], rows.Select(row => (double)row["start"]!));
        Assert.All(rows, row => Assert.Equal(1, row["probabilities"]!.AsObject().Sum(pair => (double)pair.Value!), 1e-5));
        Assert.All(rows, row => Assert.Equal(["text"], row["present"]!.AsArray().Select(name => (string?)name)));
        Assert.All(rows, row => Assert.Contains((string?)row["emotion"], TinyCorpus.Labels.Split(',')));
        Assert.Contains("voice", told.Error);
    }

    [Fact]
    public void Predictions_of_a_split_come_as_a_table_or_on_standard_output()
    {
        Run("predict", "run", "corpus", "--split", "test", "--output", "p.csv", "--seed", "2", "--threads", "1").Succeeded();
        string[] lines = File.ReadAllLines(trained.File("p.csv"));
        var printed = Run("predict", "run", "corpus", "--output", "-", "--threads", "1").Succeeded();

        Assert.Equal("conversation,turn,start,end,speaker,text,emotion,joy,anger,neutral", lines[0]);
        Assert.Equal(1 + (4 * 6), lines.Length);
        Assert.Equal(20 * 6, printed.Out.Trim().Split('\n').Length);
        Assert.NotNull(JsonNode.Parse(printed.Out.Split('\n')[0]));
    }

    [Fact]
    public void Info_tells_of_corpus_and_run()
    {
        var corpus = Run("info", "corpus", "--json").Succeeded().Json;
        var run = Run("info", "run", "--json").Succeeded().Json;

        Assert.Equal(12, (int)corpus["splits"]!["train"]!["conversations"]!);
        Assert.Equal(72, corpus["splits"]!["train"]!["emotions"]!.AsObject().Sum(pair => (int)pair.Value!));
        Assert.Equal(["tfidf", "voice"], corpus["features"]!.AsArray().Select(entry => (string?)entry!["name"]));
        Assert.Equal([1, 2], run["seeds"]!.AsArray().Select(seed => (int)seed!["seed"]!));
        Assert.All(run["seeds"]!.AsArray(), seed => Assert.InRange((double)seed!["test_weighted_f1"]!, 0, 1));
        Assert.Contains("joy", Run("info", "corpus").Succeeded().Out);
        Assert.Contains("meld", Run("info", "run").Succeeded().Out);
    }

    [Fact]
    public void A_page_of_results_is_made_from_run_folders()
    {
        Run("report", "run", "--output", "results.md").Succeeded();

        string page = File.ReadAllText(trained.File("results.md"));
        Assert.Contains("| meld | text tfidf, audio voice | picked on validation | test | 2 |", page);
        Assert.Contains("±", page);
        Assert.DoesNotContain(trained.Path, page);
    }

    private Outcome Run(params string[] args) => Tool.Run(trained.Path, args);
}
