using System.Text;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>The bytes of a run folder.</summary>
public static class RunBytes
{
    /// <summary>What two runs of the same seed must have in common, byte for byte.</summary>
    public static void Equal(string expected, string actual, int seed = 1)
    {
        string[] files = [.. Files(expected, seed), .. Files(actual, seed)];
        foreach (string name in files.Distinct())
        {
            byte[] one = Bytes(expected, seed, name), other = Bytes(actual, seed, name);
            Assert.True(one.AsSpan().SequenceEqual(other), $"{name} differs between {expected} and {actual}");
        }
    }

    /// <summary>The files under a folder whose bytes hold a text.</summary>
    public static IEnumerable<string> Holding(string folder, string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0);
    }

    private static byte[] Bytes(string run, int seed, string name) => File.ReadAllBytes(Path.Combine(run, $"seed-{seed}", name));

    // Times and machine may differ, and TensorBoard's files carry times.
    private static IEnumerable<string> Files(string run, int seed)
    {
        string folder = Path.Combine(run, $"seed-{seed}");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(name => name != "environment.json" && !name.StartsWith("events", StringComparison.Ordinal));
    }
}
