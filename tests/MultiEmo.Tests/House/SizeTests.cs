using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MultiEmo.Tests.House;

/// <summary>One idea, one file, one page: goals of 100 lines a file and 12 a method, hard stops at 300 and 50.</summary>
public class SizeTests
{
    private const int FileGoal = 100, FileStop = 300, MethodGoal = 12, MethodStop = 50, Columns = 150;

    // Files (src/…/Name.cs) and methods (src/…/Name.cs:Method) allowed beyond the stops. May only shrink: an entry no longer needed fails.
    private static readonly string[] Exempt = [];

    [Fact]
    public void No_file_and_no_method_is_beyond_its_stop_unless_exempt_by_name()
    {
        Size[] beyond = [.. Files().Where(size => size.Lines > FileStop), .. Methods().Where(size => size.Lines > MethodStop)];

        Faults.None(beyond.Where(size => !Exempt.Contains(size.Name)).Select(size => $"{size.Name} has {size.Lines} lines"));
        Faults.None(Exempt.Except(beyond.Select(size => size.Name)).Select(name => $"{name} needs no exemption any more: take it off the list"));
    }

    [Fact]
    public void The_median_file_and_method_reach_their_goals()
    {
        Size[] files = [.. Files()], methods = [.. Methods()];
        TestContext.Current.TestOutputHelper!.WriteLine(Summary("files", files, FileGoal) + "\n" + Summary("methods", methods, MethodGoal));

        Assert.InRange(Median(files), 1, FileGoal);
        Assert.InRange(Median(methods), 1, MethodGoal);
    }

    [Fact]
    public void No_line_is_wider_than_a_screen() => Faults.None(
        from file in SourceTree.All
        from line in file.Lines.Index()
        where line.Item.Length > Columns
        select $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns");

    private static IEnumerable<Size> Files() => SourceTree.Product.Select(file => new Size(file.Path, file.Lines.Length));

    private static IEnumerable<Size> Methods() =>
        from file in SourceTree.Product
        from node in file.Syntax.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        select new Size($"{file.Path}:{Name(node)}", Lines(node));

    private static string Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
        _ => node.GetFirstToken().Text,
    };

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int Median(Size[] sizes) => sizes.Select(size => size.Lines).Order().ElementAt(sizes.Length / 2);

    private static string Summary(string what, Size[] sizes, int goal)
    {
        int beyond = sizes.Count(size => size.Lines > goal);
        var largest = sizes.OrderByDescending(size => size.Lines).Take(10).Select(size => $"  {size.Lines,4} {size.Name}");
        return $"{sizes.Length} {what}, median {Median(sizes)} lines, {beyond} beyond the goal of {goal}; the largest:\n{string.Join('\n', largest)}";
    }

    private sealed record Size(string Name, int Lines);
}
