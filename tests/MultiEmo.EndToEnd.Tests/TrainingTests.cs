using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Folders that are taken, settings that are wrong, and runs that repeat.</summary>
/// <param name="trained">A trained run.</param>
public class TrainingTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public void A_folder_that_holds_a_run_is_refused_and_left_as_it_is()
    {
        byte[] before = File.ReadAllBytes(trained.File("run", "seed-1", "model.safetensors"));

        Run(TinyCorpus.Training("run", 3)).Failed(1, "run: holds a run already", "--resume", "--force");

        Assert.Equal(before, File.ReadAllBytes(trained.File("run", "seed-1", "model.safetensors")));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        Run(TinyCorpus.Training("again", 3)).Succeeded();
        Run("evaluate", "again", "--threads", "1").Succeeded();

        RunBytes.Equal(trained.File("run"), trained.File("again"));
    }

    [Fact]
    public void A_finished_run_is_resumed_without_a_change_and_forced_anew()
    {
        Run(TinyCorpus.Training("forced", 2)).Succeeded();
        var resumed = Run(TinyCorpus.Training("forced", 2, "--resume")).Succeeded();
        Assert.DoesNotContain("epoch 2/2", resumed.Out);

        Run(TinyCorpus.Training("forced", 1, "--force")).Succeeded();

        Assert.Equal(2, File.ReadAllLines(trained.File("forced", "seed-1", "history.csv")).Length);
    }

    [Fact]
    public void Another_recipe_cannot_resume_a_run() => Run(TinyCorpus.Training("run", 4, "--resume")).Failed(1, "other settings");

    [Fact]
    public void All_faults_of_a_recipe_are_told_at_once()
    {
        string recipe = Path.Combine(trained.Path, "wrong.json");
        File.WriteAllText(recipe, """{ "model": { "layer": 2, "heads": "many" }, "trainig": {} }""");

        Run("train", "corpus", "--recipe", recipe, "--output", "wrong")
            .Failed(1, "'model.layer'", "'layers'", "model.heads", "'trainig'", "'training'");

        Assert.False(Directory.Exists(trained.File("wrong")));
    }

    [Fact]
    public void An_unknown_recipe_is_told_with_a_suggestion() =>
        Run("train", "corpus", "--recipe", "medl", "--output", "wrong").Failed(1, "medl", "'meld'");

    [Fact]
    public void Two_feature_files_of_a_modality_need_a_choice()
    {
        using var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, "extract", "corpus", "--audio", "table:voices.csv", "--name", "other").Succeeded();

        Tool.Run(folder.Path, TinyCorpus.Training("run", 1)).Failed(1, "--features audio=");

        Tool.Run(folder.Path, TinyCorpus.Training("run", 1, "--features", "audio=other", "--force")).Succeeded();
    }

    [Fact]
    public void A_graphics_card_that_is_not_there_is_told()
    {
        var outcome = Run("evaluate", "run", "--device", "cuda", "--split", "dev");
        Assert.SkipWhen(outcome.ExitCode == 0, "There is a CUDA device here.");

        outcome.Failed(1, "CUDA", "--device cpu");
    }

    private Outcome Run(params string[] args) => Tool.Run(trained.Path, args);
}
