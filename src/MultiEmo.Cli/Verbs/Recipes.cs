using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Training;
using Spectre.Console;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo recipes: the recipes that come with the program.</summary>
internal static class Recipes
{
    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "Recipe to show in full, defaults included.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Name.CompletionSources.Add([.. RecipeReader.Names]);
        return new Verb("recipes", "Lists the recipes that come with the program, or shows one.", Run,
            "multiemo recipes",
            "multiemo recipes meld")
        { Name };
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(Name) is { } name) Screen.Line(RecipeReader.Text(RecipeReader.Read(name, [])).TrimEnd());
        else List();
        return 0;
    }

    private static void List()
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("recipe", "what for");
        foreach (string name in RecipeReader.Names) table.Add(name, RecipeReader.Read(name, []).Description);
        Screen.Table(table);
    }
}
