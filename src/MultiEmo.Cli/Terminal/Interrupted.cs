namespace MultiEmo.Cli.Terminal;

/// <summary>The user stopped the work; the message says how to go on.</summary>
/// <param name="message">A sentence for the user.</param>
internal sealed class Interrupted(string message) : Exception(message);
