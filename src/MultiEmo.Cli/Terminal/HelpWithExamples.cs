using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MultiEmo.Cli.Terminal;

/// <summary>The usual help, then the verb's examples.</summary>
/// <param name="usual">Writes the usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.Write(Usual(parseResult));
        var examples = parseResult.CommandResult.Command is Verb verb ? verb.Examples : ["multiemo quickstart", "multiemo train --help"];
        output.WriteLine("Examples:");
        foreach (string example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return 0;
    }

    // The program calls itself after its file, which is not what the user types.
    private string Usual(ParseResult parsed)
    {
        var configuration = parsed.InvocationConfiguration;
        var (output, text) = (configuration.Output, new StringWriter());
        configuration.Output = text;
        usual.Invoke(parsed);
        configuration.Output = output;
        string page = text.ToString().Replace(parsed.RootCommandResult.Command.Name, CommandLine.Name);
        return Parents(parsed).SelectMany(verb => verb.Arguments).Aggregate(page, Without);
    }

    private static IEnumerable<Command> Parents(ParseResult parsed)
    {
        for (var verb = parsed.CommandResult.Parent as CommandResult; verb is not null; verb = verb.Parent as CommandResult)
            yield return verb.Command;
    }

    // The usual help lets a verb within a verb take the outer one's arguments too, which it does not.
    private static string Without(string page, Argument argument)
    {
        string name = $"<{argument.Name}>";
        var lines = page.Split('\n').Where(line => !line.StartsWith($"  {name} ", StringComparison.Ordinal));
        return string.Join('\n', lines).Replace($" {name} ", " ");
    }
}
