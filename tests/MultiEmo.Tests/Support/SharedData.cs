namespace MultiEmo.Tests.Support;

/// <summary>
/// Real corpora that may lie in a folder named <c>shared</c> beside the repository; without them the tests that need them are skipped.
/// </summary>
public static class SharedData
{
    /// <summary>The path of a file or folder in it; skips the test when it is not there.</summary>
    public static string Path(params string[] parts)
    {
        string wanted = System.IO.Path.Combine(["shared", .. parts]);
        string? path = Repository() is { Parent: { } parent } ? System.IO.Path.Combine([parent.FullName, wanted]) : null;
        if (path is null || !(File.Exists(path) || Directory.Exists(path))) Assert.Skip($"{wanted} is not here");
        return path;
    }

    private static DirectoryInfo? Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "MultiEmo.slnx"))) folder = folder.Parent;
        return folder;
    }
}
