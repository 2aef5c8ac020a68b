using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MultiEmo.Tests.House;

/// <summary>What the conventions forbid and a parser can see.</summary>
public class StyleTests
{
    private static readonly string[] Marks = ["TODO", "FIXME", "HACK", "XXX"];
    private static readonly string[] Suffixes = ["Manager", "Service", "Factory", "Helper", "Helpers", "Util", "Utils", "Utilities", "Common"];

    [Fact]
    public void No_regions_and_no_pragmas() => Faults.None(
        from file in SourceTree.All
        from directive in file.Syntax.DescendantTrivia()
        where directive.Kind() is SyntaxKind.RegionDirectiveTrivia or SyntaxKind.PragmaWarningDirectiveTrivia
        select Place(file, directive.GetLocation()));

    [Fact]
    public void No_comment_puts_work_off() => Faults.None(
        from comment in Comments()
        where Marks.Any(mark => comment.Text.Contains(mark, StringComparison.Ordinal))
        select comment.Place);

    [Fact]
    public void No_comment_holds_code() => Faults.None(Comments().Where(comment => IsCode(comment.Text)).Select(comment => comment.Place));

    [Fact]
    public void Every_interface_has_at_least_two_implementations()
    {
        SyntaxNode[] nodes = [.. SourceTree.Product.SelectMany(file => file.Syntax.DescendantNodes())];
        var bases = nodes.OfType<BaseTypeSyntax>().Select(type => type.Type.ToString().Split('<')[0]).ToLookup(name => name);

        Faults.None(nodes.OfType<InterfaceDeclarationSyntax>().Select(type => type.Identifier.Text).Where(name => bases[name].Count() < 2));
    }

    [Fact]
    public void No_type_is_named_for_being_a_piece_of_code() => Faults.None(
        from file in SourceTree.Product
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Suffixes.Any(suffix => type.Identifier.Text.EndsWith(suffix, StringComparison.Ordinal))
        select Place(file, type.GetLocation()));

    [Fact]
    public void No_tuple_has_more_than_two_members() => Faults.None(
        from file in SourceTree.Product
        from tuple in file.Syntax.DescendantNodes().OfType<TupleTypeSyntax>()
        where tuple.Elements.Count > 2
        select Place(file, tuple.GetLocation()));

    [Fact]
    public void A_namespace_is_the_folder() => Faults.None(
        from file in SourceTree.All
        from space in file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let folder = string.Join('.', file.Path.Split('/')[1..^1])
        where file.Path.StartsWith("samples/", StringComparison.Ordinal) is false && space.Name.ToString() != folder
        select $"{Place(file, space.GetLocation())} is in {space.Name}");

    private static IEnumerable<Comment> Comments() =>
        from file in SourceTree.All
        from trivia in file.Syntax.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        select new Comment(trivia.ToString().Trim('/', '*', ' '), Place(file, trivia.GetLocation()));

    // Prose rarely ends as a statement does, and never parses as one.
    private static bool IsCode(string comment) =>
        comment.EndsWith(';') && !SyntaxFactory.ParseStatement(comment).GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error);

    private static string Place(SourceFile file, Location location) => $"{file.Path}:{location.GetLineSpan().StartLinePosition.Line + 1}";

    private sealed record Comment(string Text, string Place);
}
