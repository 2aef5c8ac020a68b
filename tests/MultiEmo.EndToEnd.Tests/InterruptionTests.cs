using System.Diagnostics;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Trainings that are stopped, politely or not, go on to the same bytes.</summary>
public class InterruptionTests
{
    private const int Epochs = 120, Kills = 20, KillsAtTheEnd = 3;

    [Fact]
    [Trait("Category", "Slow")]
    public void Twenty_kills_at_random_moments_change_no_byte()
    {
        using var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, TinyCorpus.Training("unbroken", Epochs)).Succeeded();
        var chance = new Random(20);
        var startup = TimeSpan.FromMilliseconds(300);

        int killed = 0;
        while (killed < Kills && Kill(folder.Path, chance, ref startup)) killed++;
        Assert.Equal(Kills, killed);
        for (int i = 0; i < KillsAtTheEnd; i++) KillAfter(folder.Path, $"epoch {Epochs}/{Epochs} ", TimeSpan.FromMilliseconds(chance.Next(60)));
        Tool.Run(folder.Path, Resuming).Succeeded();

        RunBytes.Equal(folder.File("unbroken"), folder.File("broken"));
        Assert.Empty(Directory.GetFiles(folder.File("broken", "seed-1"), "checkpoint*"));
    }

    [Fact]
    public void Ctrl_C_leaves_a_run_that_is_resumed_to_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        Tool.Run(folder.Path, TinyCorpus.Training("unbroken", Epochs)).Succeeded();

        using var process = Tool.Start(folder.Path, Resuming);
        WaitFor(process, "epoch 3/");
        Tool.PressCtrlC(process);
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Continue with: multiemo train corpus --recipe meld --output broken", error);
        Assert.Contains("--resume", error);
        Assert.False(File.Exists(folder.File("broken", "seed-1", "model.safetensors")));
        Tool.Run(folder.Path, Resuming).Succeeded();
        RunBytes.Equal(folder.File("unbroken"), folder.File("broken"));
    }

    private static string[] Resuming => TinyCorpus.Training("broken", Epochs, "--resume");

    // One kill in four comes while the program starts; the others after one to three epochs and a part of the next. False: it had ended.
    private static bool Kill(string folder, Random chance, ref TimeSpan startup)
    {
        int epochs = chance.Next(4);
        using var process = Tool.Start(folder, Resuming);
        var clock = Stopwatch.StartNew();
        var pause = startup * chance.NextDouble();
        for (int i = 0; i < epochs && WaitFor(process, "epoch "); i++)
        {
            if (i == 0) startup = clock.Elapsed;
            pause = clock.Elapsed / (2 * (i + 1)) * chance.NextDouble();
            clock.Restart();
        }
        return KillIn(process, epochs < 2 ? pause : TimeSpan.FromMilliseconds(Math.Min(50, pause.TotalMilliseconds)));
    }

    private static void KillAfter(string folder, string line, TimeSpan pause)
    {
        using var process = Tool.Start(folder, Resuming);
        WaitFor(process, line);
        KillIn(process, pause);
    }

    private static bool KillIn(Process process, TimeSpan pause)
    {
        bool ended = process.WaitForExit(pause);
        if (!ended) process.Kill();
        process.WaitForExit();
        return !ended;
    }

    private static bool WaitFor(Process process, string text)
    {
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.Contains(text, StringComparison.Ordinal)) return true;
        return false;
    }
}
