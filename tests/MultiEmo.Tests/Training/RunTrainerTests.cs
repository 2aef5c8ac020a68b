using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training;

/// <summary>What a run leaves, and that nothing of the test split is in it.</summary>
[Collection(TorchTests.Name)]
public class RunTrainerTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    [Fact]
    public void A_run_leaves_the_files_that_the_architecture_names()
    {
        var run = finished.Run;
        string[] expected =
        [
            "architecture.json", "calibration.json", "card.md", "environment.json", "features/data.json", "history.csv", "metrics-validation.json",
            "model.safetensors", "predictions-validation.csv",
        ];
        var names = RunFiles.Names(run).Select(name => name.Replace('\\', '/')).ToArray();

        string[] both = ["recipe.json", .. expected.Select(name => "seed-1/" + name), .. expected.Select(name => "seed-3/" + name)];
        Assert.Equal(both, names.Where(name => !name.Contains("/events/")));
        Assert.Equal(RecipeReader.Text(TinyRun.Recipe), File.ReadAllText(run.Recipe));
        Assert.Equal(1 + TinyRun.Recipe.Training.Epochs, File.ReadAllLines(run.Seed(1).History).Length);
        Assert.InRange(EventFile.Count(run.Seed(1)), 3 * 8, 3 * 8 + 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Nothing_of_the_test_split_reaches_a_run(bool baseline)
    {
        var recipe = baseline ? TinyRun.Baseline : TinyRun.Recipe;
        using TinyRun other = new(new TinyCorpus { Test = 5, TestSeed = 2, TestSize = 1e30f }), none = new(new TinyCorpus { Test = 0 });
        var run = baseline ? finished.Baseline : finished.Run;
        int[] seeds = baseline ? [1] : [1, 3];

        RunFiles.Same(run, other.TrainRun("run", recipe, seeds));
        RunFiles.Same(run, none.TrainRun("run", recipe, seeds));
        Assert.All(RunFiles.Names(run), name => Assert.DoesNotContain(TinyCorpus.Marker, File.ReadAllText(Path.Combine(run.Path, name))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_another_model()
    {
        var again = finished.Tiny.TrainRun("again", seeds: [3]);

        Assert.Equal(File.ReadAllBytes(finished.Run.Seed(3).Model), File.ReadAllBytes(again.Seed(3).Model));
        Assert.Equal(File.ReadAllText(finished.Run.Seed(3).Predictions(Split.Dev)), File.ReadAllText(again.Seed(3).Predictions(Split.Dev)));
        Assert.NotEqual(File.ReadAllBytes(finished.Seed.Model), File.ReadAllBytes(again.Seed(3).Model));
    }

    [Fact]
    public void The_metrics_are_those_of_the_predictions_beside_them()
    {
        var seed = finished.Seed;
        string path = seed.Metrics(Split.Dev);
        var stored = MetricsJson.Read(File.ReadAllText(path), path);
        var rows = PredictionTable.Read(seed.Predictions(Split.Dev), TinyCorpus.Emotions).Rows;
        var labels = TinyCorpus.Emotions.Labels;

        Assert.Equal(finished.Data.Validation.Turns, rows.Count);
        Assert.Equal((double)rows.Count(row => row.Truth == row.Emotion) / rows.Count, stored.Accuracy, 12);
        int Right(string label) => rows.Count(row => row.Truth == label && row.Emotion == label);
        Assert.All(labels.Index(), label => Assert.Equal(Right(label.Item), stored.Confusion[label.Index, label.Index]));
        Assert.All(rows, row => Assert.Equal(row.Emotion, labels[row.Probabilities.ToList().IndexOf(row.Probabilities.Max())]));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Probabilities_are_those_of_the_stored_model_at_the_stored_temperature(bool baseline)
    {
        var seed = (baseline ? finished.Baseline : finished.Run).Seed(1);
        var data = finished.Data.Validation;
        double temperature = Json.Read<RunCalibration>(seed.Calibration).Temperature;
        using var model = Network.Load(seed, Json.Read<Architecture>(seed.Architecture));
        float[] logits = Inference.Logits(model, data, Inference.InOrder(data, 1), CPU, TestContext.Current.CancellationToken);
        var rows = PredictionTable.Read(seed.Predictions(Split.Dev), TinyCorpus.Emotions).Rows;

        Assert.NotEqual(1, temperature);
        foreach (var (row, own) in rows.Zip(logits.Chunk(3)))
        {
            double all = own.Sum(logit => Math.Exp(logit / temperature));
            Assert.All(own.Zip(row.Probabilities), pair => Assert.Equal(Math.Exp(pair.First / temperature) / all, pair.Second, 1e-5));
            Assert.Equal(1, row.Probabilities.Sum(), 1e-5);
        }
    }

    [Fact]
    public void The_stored_model_is_that_of_the_best_epoch()
    {
        using var state = finished.Tiny.Train(finished.Tiny.Seed("alone"));
        var stored = Safetensors.Read(finished.Seed.Model).Tensors;

        Assert.Equal(state.BestEpoch!.SelectionF1, state.History.Max(epoch => epoch.SelectionF1));
        Assert.All(state.Best, pair => Assert.Equal(pair.Value.Bytes, stored[pair.Key].Bytes));
    }

    [Fact]
    public void A_finished_seed_is_left_as_it_is()
    {
        var written = File.GetLastWriteTimeUtc(finished.Seed.Model);
        finished.Tiny.TrainRun("run", told: _ => Assert.Fail("it was trained again"));

        Assert.Equal(written, File.GetLastWriteTimeUtc(finished.Seed.Model));
    }

    [Fact]
    public void A_run_is_not_continued_with_other_settings()
    {
        var other = TinyRun.Recipe with { Training = TinyRun.Recipe.Training with { Batch = 2 } };
        var fault = Assert.Throws<BadInputException>(() => finished.Tiny.TrainRun("run", other));

        Assert.Contains("the run was begun with other settings", fault.Message);
    }

    [Fact]
    public void The_card_tells_what_a_user_must_know()
    {
        string card = File.ReadAllText(finished.Seed.Card), baseline = File.ReadAllText(finished.Baseline.Seed(1).Card);
        string[] parts =
        [
            "# tiny, seed 1", "MultiEMO", "calm, joy, anger", "Invented for tests.", "7 training conversations", "3 validation conversations",
            "the corpus' own dev split", "text words (given, 5 wide)", "audio sound (given, 4 wide)", "best weighted F1 on validation",
            "The test split was not opened", "| joy |", "Weighted F1", "optimistic", "Article 5(1)(f)", "work or in education",
        ];

        Assert.All(parts, part => Assert.Contains(part, card));
        Assert.DoesNotContain("test set", card);
        Assert.Contains("logistic regression", baseline);
        Assert.DoesNotContain("MultiEMO", baseline);
    }

    [Fact]
    public void The_environment_tells_times_from_the_clock_it_was_given()
    {
        var environment = TrainingEnvironment.Read(finished.Seed);

        Assert.Equal("1970-01-01T00:00:00Z", environment.Begun);
        Assert.Equal(("cpu", 1), (environment.Device, environment.Threads));
    }
}
