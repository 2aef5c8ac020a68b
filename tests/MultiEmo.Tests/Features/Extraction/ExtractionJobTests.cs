using System.Collections.Concurrent;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Tests.Support;
using MultiEmo.Tests.Training;

namespace MultiEmo.Tests.Features.Extraction;

public sealed class ExtractionJobTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<int> asked = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_job_that_was_stopped_does_only_what_is_left()
    {
        using var source = new CancellationTokenSource();
        var stopping = new Squares(asked) { Before = number => StopAt(source, number, 4) };
        var items = Squares.Items(9);

        Assert.Throws<OperationCanceledException>(() => Job(Parts(), stopping).Run(items, 1, null, source.Token));
        Assert.Equal([0, 1, 2, 3], asked);
        Run(items);

        Assert.Equal(Enumerable.Range(0, 9), asked);
        Assert.All(items, item => Assert.True(Parts().Has(item)));
    }

    [Fact]
    public void An_item_that_cannot_be_used_is_told_and_keeps_no_other_from_its_rows()
    {
        var items = Squares.Items(8);

        var faults = Job(Parts(), new Squares(asked, 3, 5)).Run(items, 2, null, TestContext.Current.CancellationToken);

        Assert.Equal([3, 5], faults.Select(fault => fault.Item.Source));
        Assert.Equal(("3 is odd", "take an even one"), (faults[0].Problem, faults[0].Remedy));
        Assert.Equal([0, 1, 2, 4, 6, 7], items.Where(Parts().Has).Select(item => item.Source));
        Run(items);
        Assert.All(items, item => Assert.True(Parts().Has(item)));
    }

    [Theory, InlineData(2), InlineData(5)]
    public void Any_number_of_jobs_leaves_the_same_bytes(int jobs)
    {
        var items = Squares.Items(40);
        Run(items, Parts("one"));

        Run(items, Parts("many"), jobs);

        Assert.Equal(Bytes("one"), Bytes("many"));
        Assert.Equal(80, asked.Count);
    }

    [Fact]
    public void Shares_in_any_order_leave_what_one_run_leaves()
    {
        var items = Squares.Items(23);
        Run(items, Parts("one"));

        foreach (int number in new[] { 3, 1, 4, 2 }) Run(new Shard(number, 4).Of(items), Parts("shares"));

        Assert.Equal(Bytes("one"), Bytes("shares"));
    }

    [Fact]
    public void What_was_made_of_another_state_or_by_other_settings_is_made_anew()
    {
        var items = Squares.Items(3);
        Run(items);

        Run([.. items.Select(item => item.Source == 1 ? item with { State = "changed" } : item)]);
        Run(items, new PartFolder(folder.Path, "other settings"));

        Assert.Equal([0, 1, 2, 1, 0, 1, 2], asked);
        Assert.Equal((3, 3), (Parts().Own, Parts().Strangers));
    }

    [Fact]
    public void A_part_that_is_cut_or_changed_anywhere_is_no_part()
    {
        var item = Squares.Items(3)[2];
        Run([item]);
        string path = Directory.GetFiles(folder.Path, "*.part").Single();
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.False(Parts().Has(item), $"{length} of {whole.Length} bytes");
        }
        File.WriteAllBytes(path, [.. whole, 0]);
        Assert.False(Parts().Has(item));
        File.WriteAllBytes(path, whole);
        Assert.True(Parts().Has(item));
    }

    [Fact]
    public void A_value_that_is_no_number_is_no_result()
    {
        var extractor = new OneRow(float.NaN);

        var fault = Assert.Single(new ExtractionJob<int>(Parts(), () => extractor, TimeProvider.System)
            .Run(Squares.Items(1), 1, null, TestContext.Current.CancellationToken));

        Assert.Contains("no finite number", fault.Problem);
    }

    [Fact]
    public void A_disk_that_cannot_be_written_ends_the_job()
    {
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "no folder");

        Assert.Throws<BadInputException>(() => Run(Squares.Items(5), new PartFolder(Path.Combine(file, "parts"), "")));
    }

    [Fact]
    public void No_extractor_is_opened_when_all_is_done()
    {
        var items = Squares.Items(3);
        Run(items);

        var job = new ExtractionJob<int>(Parts(), () => throw new InvalidOperationException("opened"), TimeProvider.System);

        Assert.Empty(job.Run(items, 2, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Progress_tells_rate_and_remaining_time_of_what_was_to_be_done()
    {
        Run(Squares.Items(4));
        var told = new List<JobProgress>();
        var job = new ExtractionJob<int>(Parts(), () => new Squares(asked, 6), new SetClock(ticking: true));

        job.Run(Squares.Items(10), 1, new Told(told), TestContext.Current.CancellationToken);

        // The clock goes a second on at each look: five items took six of them.
        Assert.Equal(new JobProgress(10, 4, 9, 1, TimeSpan.FromSeconds(6)), told[5]);
        Assert.Equal(5.0 / 6, told[5].Rate, 12);
        Assert.Equal(1.2, told[5].Remaining!.Value.TotalSeconds, 6);
        Assert.Equal(7, told.Count);
    }

    private static void StopAt(CancellationTokenSource source, int number, int last)
    {
        if (number == last) source.Cancel();
    }

    private PartFolder Parts(string name = "") => new(Path.Combine(folder.Path, name), "squares");

    private static ExtractionJob<int> Job(PartFolder parts, Squares extractor) => new(parts, () => extractor, TimeProvider.System);

    private void Run(IReadOnlyList<WorkItem<int>> items, PartFolder? parts = null, int jobs = 1) =>
        Job(parts ?? Parts(), new Squares(asked)).Run(items, jobs, null, TestContext.Current.CancellationToken);

    private string[] Bytes(string name) => [.. Directory.GetFiles(Path.Combine(folder.Path, name)).Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)} {Convert.ToHexString(File.ReadAllBytes(path))}")];

    private sealed class Told(List<JobProgress> all) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => all.Add(value);
    }

    private sealed class OneRow(float value) : IItemExtractor<int>
    {
        public void Extract(int source, PartWriter part, CancellationToken stop) => part.Write([value]);

        public void Dispose()
        {
        }
    }
}
