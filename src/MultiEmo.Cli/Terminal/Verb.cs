using System.CommandLine;

namespace MultiEmo.Cli.Terminal;

/// <summary>A command of the command line whose help ends with examples.</summary>
internal sealed class Verb : Command
{
    /// <summary>Creates the verb.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="run">Does the work and returns the exit code.</param>
    /// <param name="examples">Whole command lines.</param>
    public Verb(string name, string description, Func<ParseResult, int> run, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction(run);
    }

    /// <summary>Command lines that work.</summary>
    public IReadOnlyList<string> Examples { get; }
}
