using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MultiEmo.Tests.House;

/// <summary>A source file and its syntax.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Syntax">Its root.</param>
public sealed record SourceFile(string Path, string[] Lines, SyntaxNode Syntax);

/// <summary>The repository's files, read once.</summary>
public static class SourceTree
{
    private static readonly Lazy<string?> Found = new(Find);
    private static readonly Lazy<IReadOnlyList<SourceFile>> Parsed =
        new(() => [.. Paths("*.cs", "src", "tests", "samples", "benchmarks").Select(Parse)]);

    /// <summary>The folder that holds MultiEmo.slnx; skips the test when the tests run without their sources.</summary>
    public static string Root
    {
        get
        {
            Assert.SkipWhen(Found.Value is null, "The sources are not here: no folder above the tests holds MultiEmo.slnx.");
            return Found.Value!;
        }
    }

    /// <summary>Every C# file that somebody wrote.</summary>
    public static IReadOnlyList<SourceFile> All => Root is null ? [] : Parsed.Value;

    /// <summary>Those of the product itself.</summary>
    public static IEnumerable<SourceFile> Product => All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Paths relative to the repository, without what a build makes.</summary>
    public static IEnumerable<string> Paths(string pattern, params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
        .Order(StringComparer.Ordinal);

    private static SourceFile Parse(string path)
    {
        string text = File.ReadAllText(Path.Combine(Root, path));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        return new(path, text.TrimEnd('\n').Split('\n'), CSharpSyntaxTree.ParseText(text, options).GetRoot());
    }

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultiEmo.slnx"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
