using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Trainings that are stopped, politely or not, go on to the same bytes.</summary>
public class InterruptionTests
{
    private const int Epochs = 120, Kills = 20, KillsAtTheEnd = 3;

    private static string[] Resuming => TinyCorpus.Training("broken", Epochs, "--resume");

    [Fact]
    [Trait("Category", "Slow")]
    public void Twenty_kills_at_random_moments_change_no_byte()
    {
        using var folder = Unbroken();
        var chance = new Random(20);
        var startup = TimeSpan.FromMilliseconds(500);

        int reached = 0;
        for (int i = 0; i < Kills; i++)
        {
            using var training = new RunningTraining(folder.Path, Resuming);
            // One kill in four comes while the program starts; the others one to three epochs further, in the midst of the next.
            int further = chance.Next(4);
            if (further > 0) Assert.True(training.Reach(reached += further), $"it ended before kill {i + 1}");
            if (reached == further && further > 0) startup = training.Clock.Elapsed;
            var pause = chance.NextDouble() * (further > 0 ? TimeSpan.FromMilliseconds(60) : startup);
            Assert.True(training.Kill(pause), $"it ended before kill {i + 1}");
        }
        KillAtTheEnd(folder.Path, chance);
        Tool.Run(folder.Path, Resuming).Succeeded();

        RunBytes.Equal(folder.File("unbroken"), folder.File("broken"));
        Assert.Empty(Directory.GetFiles(folder.File("broken", "seed-1"), "checkpoint*"));
    }

    [Fact]
    public void Ctrl_C_leaves_a_run_that_is_resumed_to_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = Unbroken();

        using var training = new RunningTraining(folder.Path, Resuming);
        Assert.True(training.Reach(3));
        string error = training.Interrupt();

        Assert.Equal(1, training.ExitCode);
        Assert.Contains("Continue with: multiemo train corpus --recipe meld --output broken", error);
        Assert.Contains("--resume", error);
        Assert.False(File.Exists(folder.File("broken", "seed-1", "model.safetensors")));
        Tool.Run(folder.Path, Resuming).Succeeded();
        RunBytes.Equal(folder.File("unbroken"), folder.File("broken"));
    }

    private static TemporaryFolder Unbroken()
    {
        var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, TinyCorpus.Training("unbroken", Epochs)).Succeeded();
        return folder;
    }

    // While the model, its scores and the rest are being written; a fast machine may be done before the kill.
    private static void KillAtTheEnd(string folder, Random chance)
    {
        for (int i = 0; i < KillsAtTheEnd; i++)
        {
            using var training = new RunningTraining(folder, Resuming);
            training.Reach(Epochs);
            training.Kill(TimeSpan.FromMilliseconds(chance.Next(60)));
        }
    }
}
