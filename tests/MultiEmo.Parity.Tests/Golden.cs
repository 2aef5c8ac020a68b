namespace MultiEmo.Parity.Tests;

/// <summary>
/// Finds the numbers of the reference programs: MULTIEMO_GOLDEN, else ../shared/golden, else tests/golden; the first that has the part.
/// </summary>
public static class Golden
{
    /// <summary>The folder of a part; skips the test when nobody has it.</summary>
    public static string Folder(string part)
    {
        string? found = Places().Select(place => Path.Combine(place, part)).FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(found is null,
            $"The reference numbers '{part}' are not here: neither in MULTIEMO_GOLDEN, nor ../shared/golden, nor tests/golden.");
        return found!;
    }

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable("MULTIEMO_GOLDEN") is { Length: > 0 } named) yield return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "MultiEmo.slnx"))) root = root.Parent;
        if (root is null) yield break;
        yield return Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "golden"));
        yield return Path.Combine(root.FullName, "tests", "golden");
    }
}
