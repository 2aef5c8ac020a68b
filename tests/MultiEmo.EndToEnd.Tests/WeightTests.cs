using System.Security.Cryptography;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Tests.Support;
using TemporaryFolder = MultiEmo.EndToEnd.Tests.Support.TemporaryFolder;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Published weights through the real command, from a server of the test's own.</summary>
public sealed class WeightTests : IDisposable
{
    private const int Size = 400_000;
    private static readonly byte[] Content = Bytes();
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));
    private readonly TemporaryFolder folder = new();

    private string Net => Path.Combine(folder.File("cache", "multiemo", "weights", "vggface2"), "20180402-114759-vggface2.pt");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_catalogue_tells_what_is_here()
    {
        var list = Run(null, "list").Succeeded();

        Assert.Contains("roberta-base", list.Out);
        Assert.Contains(Path.Combine(folder.Path, "cache"), list.Out);
        var json = Run(null, "list", "--json").Succeeded().Json.AsArray();
        var mtcnn = json.Single(weights => (string?)weights!["name"] == "mtcnn")!;
        Assert.Equal("MIT", (string?)mtcnn["licence"]);
        Assert.Null(mtcnn["files"]![0]!["path"]);
        Assert.Equal(list.Out, Tool.Run(folder.Path, Variables(null), "weights").Succeeded().Out);
    }

    [Fact]
    public void Weights_are_pulled_recorded_and_verified()
    {
        using var server = new FileServer(Content);

        var pull = Run(server, "pull", "vggface2").Succeeded();

        Assert.Contains($"{Net}: fetched, SHA-256 {Hash}", pull.Out);
        Assert.Contains("100 %", pull.Error);
        Assert.Contains("terms of its own", pull.Error);
        Assert.Equal(Content, File.ReadAllBytes(Net));
        Assert.Contains("is here", Run(server, "pull", "vggface2").Succeeded().Out);
        Assert.Single(server.Requests);
        Assert.Contains("ok", Run(null, "verify").Succeeded().Out);
        var row = Assert.Single(Run(null, "verify", "--json").Succeeded().Json.AsArray());
        Assert.Equal("ok", (string?)row!["state"]);
    }

    [Fact]
    public void A_changed_file_fails_the_verification()
    {
        using var server = new FileServer(Content);
        Run(server, "pull", "vggface2").Succeeded();
        byte[] changed = [.. Content];
        changed[1234] ^= 1;
        File.WriteAllBytes(Net, changed);

        var verify = Run(null, "verify");

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("changed", verify.Out);
        Run(server, "pull", "vggface2").Succeeded();
        Run(null, "verify").Succeeded();
    }

    [Fact]
    public void A_killed_pull_leaves_no_half_file_and_goes_on()
    {
        using var server = new FileServer(Content, new Answer { Pause = TimeSpan.FromMilliseconds(20) }, new Answer());

        using (var process = Tool.Start(folder.Path, Variables(server), "weights", "pull", "vggface2"))
        {
            WaitForPart(process);
            process.Kill();
            process.WaitForExit();
        }

        Assert.False(File.Exists(Net));
        long length = new FileInfo(Net + ".part").Length;
        Assert.InRange(length, 1, Size - 1);
        Assert.Contains("unfinished", Run(null, "verify").Out);
        Run(server, "pull", "vggface2").Succeeded();
        Assert.Equal(Content, File.ReadAllBytes(Net));
        Assert.Contains($"bytes={length}-", server.Requests.Last());
        var files = Directory.GetFiles(Path.GetDirectoryName(Net)!).Select(Path.GetFileName);
        Assert.Equal(["20180402-114759-vggface2.pt", "lock.json"], files.Order());
    }

    [Fact]
    public void Ctrl_C_says_that_the_same_command_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var server = new FileServer(Content, new Answer { Pause = TimeSpan.FromMilliseconds(20) }, new Answer());

        using var process = Tool.Start(folder.Path, Variables(server), "weights", "pull", "vggface2");
        WaitForPart(process);
        Tool.PressCtrlC(process);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("goes on where", error);
        Run(server, "pull", "vggface2").Succeeded();
        Assert.Equal(Content, File.ReadAllBytes(Net));
    }

    [Fact]
    public void A_file_whose_name_is_not_its_hash_is_refused()
    {
        using var server = new FileServer(Content);

        Fails(Run(server, "pull", "resnet101"), "resnet101-63fe2227.pth", "63fe2227…", Hash);

        Assert.Empty(Directory.GetFiles(folder.Path, "*.pth*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_cannot_be_fetched_names_the_place_and_the_way_out()
    {
        using var server = new FileServer(Content, new Answer { Status = 404 });

        Fails(Run(server, "pull", "vggface2"), "github.com/timesler/facenet-pytorch/releases", "404", "MULTIEMO_WEIGHTS");

        Run(null, "pull", "vggface").Failed(1, "no weights called 'vggface'", "'vggface2'");
        var wrong = new Dictionary<string, string> { ["MULTIEMO_WEIGHTS"] = "nowhere" };
        Tool.Run(folder.Path, wrong, "weights", "list").Failed(1, "nowhere", "no such folder");
        wrong = new Dictionary<string, string> { ["MULTIEMO_WEIGHTS_MIRROR"] = "host" };
        Tool.Run(folder.Path, wrong, "weights", "pull", "mtcnn").Failed(1, "'host'", "URL");
    }

    [Fact]
    public void A_proxy_is_asked_where_one_is_named()
    {
        using var server = new FileServer(Content);
        var variables = Variables(null);
        variables["MULTIEMO_WEIGHTS_MIRROR"] = "http://weights.invalid/";
        variables["http_proxy"] = server.Address.OriginalString;

        Tool.Run(folder.Path, variables, "weights", "pull", "vggface2").Succeeded();

        Assert.StartsWith("GET http://weights.invalid/github.com/timesler/", Assert.Single(server.Requests));
        Assert.Equal(Content, File.ReadAllBytes(Net));
    }

    [Fact]
    public void Weights_go_to_the_folder_that_is_named_and_come_from_the_offline_one()
    {
        using var server = new FileServer(Content);
        Run(server, "pull", "vggface2", "--weights", "mine").Succeeded();
        Assert.True(File.Exists(folder.File("mine", "vggface2", "20180402-114759-vggface2.pt")));
        Assert.False(File.Exists(Net));

        var variables = Variables(server);
        variables["MULTIEMO_WEIGHTS"] = folder.File("mine");
        Assert.Contains("is here", Tool.Run(folder.Path, variables, "weights", "pull", "vggface2").Succeeded().Out);
        Assert.Single(server.Requests);
    }

    private void WaitForPart(System.Diagnostics.Process process)
    {
        string part = Net + ".part";
        while (!process.HasExited && (!File.Exists(part) || new FileInfo(part).Length < Size / 8)) Thread.Sleep(5);
        Assert.False(process.HasExited);
    }

    private Dictionary<string, string> Variables(FileServer? server)
    {
        var variables = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = folder.File("cache"), ["LOCALAPPDATA"] = folder.File("cache") };
        variables["MULTIEMO_WEIGHTS"] = "";
        variables["MULTIEMO_WEIGHTS_MIRROR"] = server?.Address.OriginalString ?? "";
        foreach (string proxy in new[] { "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY" }) variables[proxy] = "";
        return variables;
    }

    private Outcome Run(FileServer? server, params string[] args) => Tool.Run(folder.Path, Variables(server), ["weights", .. args]);

    // The steps of the work come before the error.
    private static void Fails(Outcome outcome, params string[] words)
    {
        Assert.Equal(1, outcome.ExitCode);
        string error = outcome.Error[outcome.Error.IndexOf("error: ", StringComparison.Ordinal)..];
        Assert.All(words, word => Assert.Contains(word, error));
        Assert.DoesNotContain("Exception", error);
    }

    private static byte[] Bytes()
    {
        var bytes = new byte[Size];
        new Random(5).NextBytes(bytes);
        return bytes;
    }
}
