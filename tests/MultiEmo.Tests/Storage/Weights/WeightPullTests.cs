using System.Security.Cryptography;
using MultiEmo.Conversations;
using MultiEmo.Storage.Weights;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage.Weights;

public sealed class WeightPullTests : IDisposable
{
    private const int Size = 100_000;
    private static readonly byte[] Content = Bytes(1), Other = Bytes(2);
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));
    private readonly TemporaryFolder folder = new();

    private string Final => Path.Combine(folder.Path, "cache", "net", "weights.bin");
    private string Part => Final + ".part";

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_file_comes_whole_and_is_recorded(bool known)
    {
        using var server = new FileServer(Content);

        var pulled = await Pull(server, known ? Hash : null);

        Assert.Equal(new PulledFile(Final, true, Hash), pulled);
        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(["lock.json", "weights.bin"], Directory.GetFiles(Path.GetDirectoryName(Final)!).Select(Path.GetFileName).Order());
        Assert.Equal(["GET /example.org/files/weights.bin?v=1 HTTP/1.1"], server.Requests);
        Assert.False((await Pull(server, known ? Hash : null)).Fetched);
        Assert.Single(server.Requests);
    }

    [Theory, InlineData(null), InlineData("known")]
    public async Task A_transfer_that_breaks_off_goes_on_where_it_ended(string? known)
    {
        using var server = new FileServer(Content, new Answer { Cut = 40_000 }, new Answer { Cut = 30_000 }, new Answer());

        await Pull(server, known is null ? null : Hash);

        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(["", " bytes=40000-", " bytes=70000-"], server.Requests.Select(request => request.Split("HTTP/1.1")[1]));
    }

    [Fact]
    public async Task A_server_that_gives_no_parts_sends_all_again()
    {
        using var server = new FileServer(Content, new Answer { Cut = 40_000, Ranges = false }, new Answer { Ranges = false });

        await Pull(server, null);

        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_changed_on_the_server_in_between_is_not_mixed()
    {
        using var server = new FileServer(Content, new Answer { Cut = 40_000, Mark = "\"old\"", Other = Other }, new Answer());
        await Pull(server, null);
        Assert.Equal(Content, File.ReadAllBytes(Final));

        File.Delete(Final);
        using var careless = new FileServer(Content, new Answer { Cut = 40_000, Mark = null, Other = Other }, new Answer { Mark = null });
        await Pull(careless, Hash);
        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(["", " bytes=40000-", ""], careless.Requests.Select(request => request.Split("HTTP/1.1")[1]));
    }

    [Fact]
    public async Task Without_a_mark_and_a_hash_nothing_is_continued()
    {
        using var server = new FileServer(Content, new Answer { Cut = 40_000, Mark = null }, new Answer { Mark = null });

        await Pull(server, null);

        Assert.All(server.Requests, request => Assert.DoesNotContain("bytes", request));
        Assert.Equal(Content, File.ReadAllBytes(Final));
    }

    [Theory, InlineData(64), InlineData(8)]
    public async Task Another_file_than_the_published_one_is_not_kept(int digits)
    {
        using var server = new FileServer(Other);

        string said = await Refused(server, Hash[..digits]);

        Assert.Contains("SHA-256", said);
        Assert.Contains(Hash[..digits], said);
        Assert.Contains("/example.org/files/weights.bin", said);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Final)!));
    }

    [Fact]
    public async Task The_stated_size_counts_too()
    {
        using var server = new FileServer(Content);

        Assert.Contains("its publisher's 5", await Refused(server, null, size: 5));
    }

    [Fact]
    public async Task A_first_pull_is_what_later_ones_are_compared_with()
    {
        using var server = new FileServer(Content, new Answer(), new Answer { Other = Other, Mark = "\"two\"" });
        await Pull(server, null);
        File.WriteAllBytes(Final, Other);
        Assert.Equal(WeightState.Changed, Checked(null).State);

        string said = await Refused(server, null);

        Assert.Contains($"was {Hash} at the first pull", said);
        Assert.Contains("lock.json", said);
        Assert.Equal(Other, File.ReadAllBytes(Final));
        using var honest = new FileServer(Content);
        Assert.True((await Pull(honest, null)).Fetched);
        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(WeightState.Same, Checked(null).State);
    }

    [Theory, InlineData(404, "404 NotFound", "moved"), InlineData(403, "403 Forbidden", "MULTIEMO_WEIGHTS")]
    public async Task A_refusal_is_told_at_once(int status, string said, string remedy)
    {
        using var server = new FileServer(Content, new Answer { Status = status });

        string message = await Refused(server, null);

        Assert.Contains(said, message);
        Assert.Contains(remedy, message);
        Assert.Contains("/example.org/files/weights.bin", message);
        Assert.Single(server.Requests);
        Assert.False(File.Exists(Final));
    }

    [Theory, InlineData(500), InlineData(503), InlineData(429)]
    public async Task A_server_in_trouble_is_asked_again_a_few_times(int status)
    {
        using var server = new FileServer(Content, new Answer { Status = status }, new Answer { Status = status }, new Answer());
        await Pull(server, null);
        Assert.Equal(3, server.Requests.Count);

        File.Delete(Final);
        using var broken = new FileServer(Content, new Answer { Status = status });
        Assert.Contains($"the server answers {status}", await Refused(broken, null));
        Assert.Equal(4, broken.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_without_bringing_more_is_given_up()
    {
        using var server = new FileServer(Content, new Answer { Cut = 40_000, Ranges = false });

        Assert.Contains("cannot be fetched", await Refused(server, null));
        Assert.InRange(server.Requests.Count, 4, 8);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_and_a_silent_one_is_not()
    {
        using var slow = new FileServer(Content, new Answer { Pause = TimeSpan.FromMilliseconds(20) });
        await Pull(slow, null);
        Assert.Equal(Content, File.ReadAllBytes(Final));

        File.Delete(Final);
        using var silent = new FileServer(Content, new Answer { Pause = TimeSpan.FromSeconds(30) });
        Assert.Contains("silent", await Refused(silent, null, silence: 0.2));
    }

    [Fact]
    public async Task A_server_that_nobody_runs_is_named()
    {
        var address = new Uri("http://127.0.0.1:9/");
        using (var gone = new FileServer(Content)) address = gone.Address;

        var fault = await Assert.ThrowsAsync<BadInputException>(() => Pull(address, null, null, 5, null, TestContext.Current.CancellationToken));

        Assert.Contains($"{address}example.org/files/weights.bin", fault.Message);
        Assert.Contains("HTTPS_PROXY", fault.Message);
    }

    [Fact]
    public async Task A_length_that_is_not_told_is_an_error()
    {
        using var server = new FileServer(Content, new Answer { Length = false });

        Assert.Contains("how long", await Refused(server, null));
    }

    [Theory, InlineData(Size, 1), InlineData(Size + 10, 2), InlineData(0, 1)]
    public async Task A_part_that_a_kill_left_is_finished_or_begun_again(int length, int requests)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Final)!);
        File.WriteAllBytes(Part, [.. Content.Concat(new byte[10]).Take(length)]);
        using var server = new FileServer(Content);

        await Pull(server, Hash);

        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_pull_that_is_stopped_goes_on_later()
    {
        using var stop = new CancellationTokenSource();
        using var server = new FileServer(Content, new Answer { Pause = TimeSpan.FromMilliseconds(5) }, new Answer());
        var progress = new Telling(told => { if (told.Done > 30_000) stop.Cancel(); });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pull(server.Address, null, null, 5, progress, stop.Token));

        Assert.False(File.Exists(Final));
        Assert.InRange(new FileInfo(Part).Length, 30_000, Size - 1);
        Assert.Equal(WeightState.Unfinished, Checked(null).State);
        await Pull(server, null);
        Assert.Equal(Content, File.ReadAllBytes(Final));
        Assert.Contains("bytes=", server.Requests.Last());
    }

    [Fact]
    public async Task Two_pulls_do_not_write_one_file()
    {
        using var server = new FileServer(Content);
        Directory.CreateDirectory(Path.GetDirectoryName(Final)!);
        using var other = new FileStream(Part, FileMode.Create, FileAccess.Write, FileShare.None);

        Assert.Contains("another pull", await Refused(server, null));
    }

    [Fact]
    public async Task What_the_offline_folder_has_is_not_fetched()
    {
        string offline = Directory.CreateDirectory(Path.Combine(folder.Path, "offline", "net")).FullName;
        File.WriteAllBytes(Path.Combine(offline, "weights.bin"), Content);
        using var server = new FileServer(Content);

        var pulled = await Pull(server, Hash);

        Assert.Equal(new PulledFile(Path.Combine(offline, "weights.bin"), false, Hash), pulled);
        Assert.Empty(server.Requests);
        Assert.Single(Directory.GetFiles(offline));
        File.WriteAllBytes(Path.Combine(offline, "weights.bin"), Other);
        Assert.Contains("remove it", await Refused(server, Hash));
    }

    private CheckedWeights Checked(string? hash) => WeightCheck.Of("net", Published(hash, null).Files[0], Final, CancellationToken.None);

    private async Task<string> Refused(FileServer server, string? hash, long? size = null, double silence = 5)
        => (await Assert.ThrowsAsync<BadInputException>(() => Pull(server.Address, hash, size, silence))).Message;

    private Task<PulledFile> Pull(FileServer server, string? hash) => Pull(server.Address, hash, null, 5);

    private async Task<PulledFile> Pull(
        Uri address, string? hash, long? size, double silence, IProgress<PullProgress>? progress = null, CancellationToken stop = default)
    {
        string offline = Path.Combine(folder.Path, "offline");
        var folders = new WeightFolders(Directory.Exists(offline) ? offline : null, Path.Combine(folder.Path, "cache"));
        var settings = new DownloadSettings
        {
            Mirror = address,
            Attempts = 4,
            Pause = TimeSpan.FromMilliseconds(1),
            Silence = TimeSpan.FromSeconds(silence),
        };
        return Assert.Single(await new WeightPull(folders, settings).Run(Published(hash, size), null, progress, stop));
    }

    private static CataloguedWeights Published(string? hash, long? size)
        => new("net", "a test", "none", "here", [new("weights.bin", new Uri("https://example.org/files/weights.bin?v=1"), size, hash)]);

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[Size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed class Telling(Action<PullProgress> tell) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => tell(value);
    }
}
