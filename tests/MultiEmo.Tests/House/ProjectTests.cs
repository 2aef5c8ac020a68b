using System.Xml.Linq;

namespace MultiEmo.Tests.House;

/// <summary>The projects and the ways between them.</summary>
public class ProjectTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["MultiEmo.Conversations"] = [],
        ["MultiEmo.Audio"] = [],
        ["MultiEmo.Storage"] = ["MultiEmo.Conversations"],
        ["MultiEmo.Features"] = ["MultiEmo.Storage", "MultiEmo.Audio"],
        ["MultiEmo.Models"] = ["MultiEmo.Features"],
        ["MultiEmo.Live"] = ["MultiEmo.Features"],
        ["MultiEmo.Evaluation"] = ["MultiEmo.Conversations"],
        ["MultiEmo.Training"] = ["MultiEmo.Models", "MultiEmo.Evaluation"],
        ["MultiEmo"] = ["MultiEmo.Models"],
        ["MultiEmo.Cli"] =
        [
            "MultiEmo.Conversations", "MultiEmo.Audio", "MultiEmo.Storage", "MultiEmo.Features", "MultiEmo.Models", "MultiEmo.Evaluation",
            "MultiEmo.Training", "MultiEmo", "MultiEmo.Live",
        ],
    };

    // Spelt in two parts, so that this file does not hold them.
    private static readonly string[] MachinePaths = ["/" + "work/", "/" + "root/", "/" + "home/", "C:\\" + "Users\\", "/" + "Users/"];
    private static readonly string[] Texts =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".txt", ".cff", ".yml", ".editorconfig", ".sh", ".svg"];

    private static readonly string[] Folders = ["src", "tests", "docs", "build", "recipes", "samples", "benchmarks", ".ci"];

    [Fact]
    public void A_project_references_only_what_stands_above_it()
    {
        foreach (string path in SourceTree.Paths("*.csproj", "src"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Assert.True(Arrows.TryGetValue(name, out string[]? allowed), $"{name} is not among the projects that the architecture names");
            Faults.None(References(path).Except(allowed!).Select(reference => $"{name} -> {reference}"));
        }
    }

    [Fact]
    public void Tensors_stay_out_of_the_projects_that_do_without()
    {
        string[] plain =
            ["MultiEmo.Conversations", "MultiEmo.Audio", "MultiEmo.Storage", "MultiEmo.Features", "MultiEmo.Live", "MultiEmo.Evaluation"];

        var projects = plain.Select(name => Path.Combine(SourceTree.Root, "src", name, name + ".csproj"));
        Assert.All(projects, project => Assert.DoesNotContain("TorchSharp", File.ReadAllText(project)));
    }

    [Fact]
    public void No_file_names_a_path_of_the_machine_it_was_written_on()
    {
        var loose = Directory.EnumerateFiles(SourceTree.Root).Select(path => Path.GetFileName(path)!);
        var files = Folders.SelectMany(folder => SourceTree.Paths("*", folder)).Concat(loose)
            .Where(path => !path.StartsWith("tests/golden/", StringComparison.Ordinal))
            .Where(path => Path.GetExtension(path).Length == 0 || Texts.Contains(Path.GetExtension(path)));

        Faults.None(
            from path in files
            let text = File.ReadAllText(Path.Combine(SourceTree.Root, path))
            from machinePath in MachinePaths
            where text.Contains(machinePath, StringComparison.Ordinal)
            select $"{path} names {machinePath}");
    }

    private static IEnumerable<string> References(string project) => XDocument.Load(Path.Combine(SourceTree.Root, project))
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
