using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class RunFolderTests
{
    [Fact]
    public void Seeds_are_told_in_order_of_their_numbers()
    {
        using var folder = new TemporaryFolder();
        var run = Made(folder, 10, 2, 1);
        Directory.CreateDirectory(Path.Combine(run.Path, "seed-x"));
        Directory.CreateDirectory(Path.Combine(run.Path, "seed-03"));

        Assert.Equal([1, 2, 10], RunFolder.Open(run.Path).Seeds);
    }

    [Fact]
    public void The_files_have_the_names_of_the_house()
    {
        var seed = new RunFolder("run").Seed(3);

        Assert.Equal(Path.Combine("run", "seed-3", "metrics-validation.json"), seed.Metrics(Split.Dev));
        Assert.Equal(Path.Combine("run", "seed-3", "predictions-test.csv"), seed.Predictions(Split.Test));
        Assert.Equal(Path.Combine("run", "seed-3", "model.safetensors"), seed.Model);
    }

    [Fact]
    public void A_run_is_not_overwritten_unless_forced()
    {
        using var folder = new TemporaryFolder();
        var run = Made(folder, 1, 2);
        File.WriteAllText(Path.Combine(run.Path, "notes.txt"), "mine");

        Assert.Contains("--force", Assert.Throws<BadInputException>(() => RunFolder.Create(run.Path, force: false)).Message);
        Assert.Equal([1, 2], RunFolder.Resume(run.Path).Seeds);
        Assert.Empty(RunFolder.Create(run.Path, force: true).Seeds);
        Assert.Equal(["notes.txt"], Directory.GetFileSystemEntries(run.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_corpus_is_no_place_for_a_run()
    {
        using var sample = new SampleFolder();

        Assert.Contains("prepared corpus", Assert.Throws<BadInputException>(() => RunFolder.Create(sample.Path, force: true)).Message);
        Assert.Contains("prepared corpus", Assert.Throws<BadInputException>(() => RunFolder.Open(sample.Path)).Message);
    }

    [Fact]
    public void What_is_no_run_is_told_with_what_may_be_meant()
    {
        using var folder = new TemporaryFolder();
        var run = Made(folder, 4);

        Assert.Contains("did you mean", Fault(Path.Combine(folder.Path, "mled")));
        Assert.Contains($"did you mean '{run.Path}' with --seed 4?", Fault(run.Seed(4).Path));
        Assert.Contains($"did you mean '{run.Path}'?", Fault(folder.Path));
        Directory.Delete(run.Seed(4).Path);
        Assert.Contains("without any seed", Fault(run.Path));
    }

    [Fact]
    public void An_unfinished_seed_names_what_it_lacks()
    {
        using var folder = new TemporaryFolder();
        var seed = Made(folder, 1).Seed(1);
        File.WriteAllText(seed.Architecture, "");

        Assert.Contains("model.safetensors, metrics-validation.json missing; continue it",
            Assert.Throws<BadInputException>(() => seed.RequireFinished()).Message);
        File.WriteAllText(seed.Model, "");
        File.WriteAllText(seed.Metrics(Split.Dev), "");
        Assert.Same(seed, seed.RequireFinished());
    }

    private static string Fault(string path) => Assert.Throws<BadInputException>(() => RunFolder.Open(path)).Message;

    private static RunFolder Made(TemporaryFolder folder, params int[] seeds)
    {
        var run = RunFolder.Create(Path.Combine(folder.Path, "meld"), force: false);
        File.WriteAllText(run.Recipe, "{}");
        foreach (int seed in seeds) Directory.CreateDirectory(run.Seed(seed).Path);
        return run;
    }
}
