using MultiEmo.Storage;

namespace MultiEmo.Tests.Training;

/// <summary>The files that two equal runs must have in common, byte by byte: all but times and the hashes of the data as a whole.</summary>
public static class RunFiles
{
    public static IReadOnlyList<string> Names(RunFolder run) =>
        [.. Directory.EnumerateFiles(run.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(run.Path, path)).Order(StringComparer.Ordinal)];

    public static void Same(RunFolder first, RunFolder second)
    {
        string[] names = Compared(first);
        Assert.Equal(names, Compared(second));
        byte[] Bytes(RunFolder run, string name) => File.ReadAllBytes(Path.Combine(run.Path, name));
        Assert.All(names, name => Assert.Equal(Bytes(first, name), Bytes(second, name)));
        foreach (int seed in first.Seeds) Assert.Equal(Unhashed(first.Seed(seed)), Unhashed(second.Seed(seed)));
    }

    private static string[] Compared(RunFolder run) =>
        [.. Names(run).Where(name => !name.Contains("events") && Path.GetFileName(name) is not ("environment.json" or "data.json"))];

    private static string Unhashed(SeedFolder seed)
    {
        var data = RunData.Read(seed);
        return Json.Text(data with { Conversations = "", Features = [.. data.Features.Select(entry => entry with { Sha256 = null })] });
    }
}
