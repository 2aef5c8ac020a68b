using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Conversations;
using MultiEmo.Tests.Support;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>A training that was interrupted goes on to the same bytes.</summary>
[Collection(TorchTests.Name)]
public class ResumeTests
{
    [Theory, InlineData(1), InlineData(3), InlineData(5)]
    public void Interrupted_after_some_batches_it_ends_in_the_same_bytes(int batches)
    {
        using var tiny = new TinyRun();
        byte[] unbroken = Bytes(tiny, tiny.Seed("unbroken"));

        Assert.True(Interrupt(tiny, batches));
        Assert.Equal(unbroken, Bytes(tiny, tiny.Seed("broken")));
    }

    [Fact]
    public void Interrupted_again_and_again_it_ends_in_the_same_bytes()
    {
        using var tiny = new TinyRun();
        byte[] unbroken = Bytes(tiny, tiny.Seed("unbroken"));
        int interruptions = 0;
        while (Interrupt(tiny, 4)) interruptions++;

        Assert.InRange(interruptions, 2, 4);
        Assert.Equal(unbroken, Bytes(tiny, tiny.Seed("broken")));
    }

    [Fact]
    public void A_resumed_training_tells_the_epochs_that_were_done_before()
    {
        using var tiny = new TinyRun();
        Interrupt(tiny, 7);
        List<EpochReport> told = [];
        using var state = tiny.Train(tiny.Seed("broken"), told: progress => told.AddRange(progress.Last is { } epoch ? [epoch] : []));

        Assert.Equal([1, 2, 3], told.Select(epoch => epoch.Epoch));
        Assert.Equal(state.History, told);
    }

    [Fact]
    public void An_interrupted_run_leaves_the_same_files_in_the_end()
    {
        using var tiny = new TinyRun();
        var unbroken = tiny.TrainRun("unbroken", seeds: [1, 2]);
        using var stop = new CancellationTokenSource();
        void Trip(TrainingProgress progress)
        {
            if (progress is { Seed: 2, Epoch: 2, Last: not null }) stop.Cancel();
        }
        Assert.Throws<OperationCanceledException>(() => tiny.TrainRun("broken", seeds: [1, 2], told: Trip, stop: stop));
        Assert.True(File.Exists(new RunFolder(tiny.In("broken")).Seed(2).Checkpoint));
        var broken = tiny.TrainRun("broken", seeds: [1, 2]);

        RunFiles.Same(unbroken, broken);
        Assert.False(File.Exists(broken.Seed(2).Checkpoint));
        Assert.Equal(EventFile.Count(unbroken.Seed(2)), EventFile.Count(broken.Seed(2)));
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused()
    {
        using var tiny = new TinyRun();
        Interrupt(tiny, 4);
        var other = TinyRun.Recipe with { Training = TinyRun.Recipe.Training with { LearningRate = 0.5 } };
        var fault = Assert.Throws<BadInputException>(() => tiny.Train(tiny.Seed("broken"), other));

        Assert.Contains("checkpoint.safetensors: the checkpoint is of another recipe", fault.Message);
    }

    [Fact]
    public void A_mutated_checkpoint_is_refused_or_taken_up()
    {
        using var tiny = new TinyRun();
        var seed = tiny.Seed("seed");
        var data = tiny.Data(TinyRun.Baseline);
        using (var state = tiny.Train(seed, TinyRun.Baseline)) state.Save(seed.Checkpoint);
        byte[] whole = File.ReadAllBytes(seed.Checkpoint);
        int refused = 0;
        for (int mutation = 0; mutation < 200; mutation++)
        {
            File.WriteAllBytes(seed.Checkpoint, Mutation.Of(whole, mutation));
            try
            {
                using var state = TrainingState.Start(TinyRun.Baseline, data, seed, TorchSharp.torch.CPU);
            }
            catch (BadInputException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 50, 200);
    }

    // Trains until so many more batches are done; whether there was still something to interrupt.
    private static bool Interrupt(TinyRun tiny, int batches)
    {
        using var stop = new CancellationTokenSource();
        void Count(TrainingProgress progress)
        {
            if (progress.Last is null && --batches == 0) stop.Cancel();
        }
        try
        {
            using var state = tiny.Train(tiny.Seed("broken"), told: Count, stop: stop);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // Everything that a training knows: weights, best weights, moments, averages, history, learning rate.
    private static byte[] Bytes(TinyRun tiny, SeedFolder seed)
    {
        using var state = tiny.Train(seed);
        state.Save(seed.Checkpoint);
        return File.ReadAllBytes(seed.Checkpoint);
    }
}
