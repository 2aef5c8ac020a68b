using FsCheck.Xunit;
using MultiEmo.Models.Baselines;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training;

/// <summary>Learning rate, moving average, checkpoints and chance, each against a plain formula.</summary>
[Collection(TorchTests.Name)]
public class ScheduleTests
{
    [Property(MaxTest = 200)]
    public bool The_rate_falls_after_more_epochs_without_improvement_than_are_borne(float[] losses, byte patience)
    {
        double[] finite = [.. losses.Select(loss => float.IsFinite(loss) ? 1 + Math.Round(Math.Abs(loss % 10)) : 1)];
        int borne = patience % 4;
        var schedule = new PlateauSchedule(0.5, borne);
        double rate = 1, expected = 1, lowest = double.PositiveInfinity;
        int since = 0;
        foreach (double loss in finite)
        {
            since = loss < lowest ? 0 : since + 1;
            lowest = Math.Min(loss, lowest);
            if (since > borne) (expected, since) = (expected - expected / 2 > 1e-8 ? expected / 2 : expected, 0);
            rate = schedule.Next(loss, rate);
            if (rate != expected) return false;
        }
        return true;
    }

    [Fact]
    public void A_negative_loss_counts_as_better_when_it_stays_as_it_does_for_PyTorch()
    {
        var schedule = new PlateauSchedule(0.5, 0);
        double rate = schedule.Next(-2, 1);

        Assert.Equal(1, schedule.Next(-2, rate));
        Assert.Equal(0.5, schedule.Next(-1.99, rate));
    }

    [Fact]
    public void The_moving_average_is_the_formula_it_names()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = new LogisticRegression(Tiny.Architecture("meld"));
        var weight = model.parameters().First();
        using var average = new MovingAverage(model, 0.5);
        double[] expected = Tiny.Values(weight);
        for (int step = 0; step < 12; step++)
        {
            weight.normal_();
            average.Step();
            double keep = Math.Min(0.5, (1.0 + step) / (10 + step));
            expected = [.. expected.Zip(Tiny.Values(weight), (mean, value) => keep * mean + (1 - keep) * value)];
        }
        double[] own = Tiny.Values(weight);
        average.Swap();

        Tiny.Near(expected, Tiny.Values(weight), 1e-6);
        average.Swap();
        Assert.Equal(own, Tiny.Values(weight));
    }

    [Fact]
    public void A_save_that_takes_long_is_made_seldom_but_always_at_the_end()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "checkpoint.safetensors");
        var recipe = TinyRun.Baseline with { Training = new() { Epochs = 50 } };
        using var state = new TrainingState(new LogisticRegression(Tiny.Architecture("meld")), recipe);
        var rhythm = new CheckpointRhythm(new SetClock(ticking: true));
        var saved = new List<int>();
        for (int epoch = 1; epoch <= 50; epoch++)
        {
            state.Close(new EpochReport(epoch, 0.1, 1, 1, 1, 1, 1, 0.5, 0.5, epoch == 1));
            rhythm.Save(state.Ended, () => state.Save(path));
            if (!File.Exists(path)) continue;
            saved.Add(epoch);
            File.Delete(path);
        }

        Assert.Equal(1, saved[0]);
        Assert.Equal(50, saved[^1]);
        Assert.All(saved.Zip(saved.Skip(1)).SkipLast(1), pair => Assert.InRange(pair.Second - pair.First, 9, 25));
        Assert.InRange(saved.Count, 3, 6);
    }

    [Fact]
    public void When_time_stands_still_every_epoch_is_saved()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "checkpoint.safetensors");
        using var state = new TrainingState(new LogisticRegression(Tiny.Architecture("meld")), TinyRun.Baseline);
        var rhythm = new CheckpointRhythm(new SetClock());
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            state.Close(new EpochReport(epoch, 0.1, 1, 1, 1, 1, 1, 0.5, 0.5, true));
            rhythm.Save(state.Ended, () => state.Save(path));
            Assert.True(File.Exists(path));
            File.Delete(path);
        }
    }

    [Fact]
    public void Each_seed_and_each_epoch_has_chance_of_its_own_and_the_same_every_time()
    {
        static string Order(Random chance)
        {
            int[] order = [.. Enumerable.Range(0, 30)];
            chance.Shuffle(order);
            return string.Join(",", order) + ";" + rand(1).item<float>();
        }
        string[] draws = [.. from seed in new[] { 0, 1, 2, -1 } from epoch in new[] { 0, 1, 2 } select Order(Seeds.Epoch(seed, epoch))];

        Assert.Equal(12, draws.Distinct().Count());
        Assert.Equal(Order(Seeds.Epoch(7, 3)), Order(Seeds.Epoch(7, 3)));
    }
}
