namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>Synthetic voices that lie in the repository.</summary>
public static class Sounds
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The voices' files.</summary>
    public static string[] Files { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository, "tests", "golden", "opensmile_synthetic", "wavs"), "*.wav").Order(StringComparer.Ordinal)];

    /// <summary>Copies voices into a folder, over and over until there are enough.</summary>
    public static void Copy(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++) File.Copy(Files[i % Files.Length], Path.Combine(folder, $"{i:000}.wav"));
    }

    private static string FindRepository()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MultiEmo.slnx"))) root = root.Parent!;
        return root.FullName;
    }
}
