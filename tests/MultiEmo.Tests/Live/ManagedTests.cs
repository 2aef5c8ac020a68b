using System.Reflection;
using System.Xml.Linq;
using MultiEmo.Live;
using MultiEmo.Tests.House;

namespace MultiEmo.Tests.Live;

/// <summary>Nothing under the managed predictor is native.</summary>
public class ManagedTests
{
    // These two are managed code alone.
    private static readonly string[] Packages = ["System.Numerics.Tensors", "MathNet.Numerics"];

    [Fact]
    public void No_assembly_that_it_needs_knows_of_TorchSharp()
    {
        var found = new HashSet<string>();
        var open = new Queue<Assembly>([typeof(LiveRecognizer).Assembly]);
        while (open.TryDequeue(out var assembly))
            foreach (var name in assembly.GetReferencedAssemblies())
                if (found.Add(name.Name!) && name.Name!.StartsWith("MultiEmo", StringComparison.Ordinal)) open.Enqueue(Assembly.Load(name));

        Assert.Equal(["MultiEmo.Audio", "MultiEmo.Conversations", "MultiEmo.Features", "MultiEmo.Storage"],
            found.Where(name => name.StartsWith("MultiEmo", StringComparison.Ordinal)).Order());
        string[] known = ["MultiEmo.", "System.", "Microsoft.Win32.", .. Packages];
        Assert.All(found, name => Assert.Contains(known, beginning => name.StartsWith(beginning, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_package_that_it_needs_brings_a_native_file()
    {
        var open = new Queue<string>([Path.Combine(SourceTree.Root, "src", "MultiEmo.Live", "MultiEmo.Live.csproj")]);
        while (open.TryDequeue(out string? path))
        {
            var project = XDocument.Load(path);
            Assert.All(Included(project, "PackageReference"), package => Assert.Contains(package, Packages));
            foreach (string other in Included(project, "ProjectReference")) open.Enqueue(Path.GetFullPath(other, Path.GetDirectoryName(path)!));
        }
    }

    private static IEnumerable<string> Included(XDocument project, string kind) =>
        project.Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
