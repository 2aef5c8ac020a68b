using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace MultiEmo.Cli.Terminal;

/// <summary>What the user sees: results on stdout, everything else on stderr.</summary>
internal static class Screen
{
    private static readonly IAnsiConsole Out = AnsiConsole.Console;

    /// <summary>Whether somebody watches, so that a line may be drawn over.</summary>
    public static bool Live { get; } =
        !Console.IsOutputRedirected && !Console.IsErrorRedirected && Out.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>A line of the result; long paths are not broken.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(text);

    /// <summary>A remark that is no part of the result.</summary>
    public static void Note(string text) => Console.Error.WriteLine($"note: {text}");

    /// <summary>A step of the work that was done.</summary>
    public static void Step(string text) => Console.Error.WriteLine(text);

    /// <summary>What went wrong.</summary>
    public static void Error(string text) => Console.Error.WriteLine($"error: {text}");

    /// <summary>A table.</summary>
    public static void Table(Table table) => Out.Write(table);

    /// <summary>The only thing on stdout when a machine reads it.</summary>
    public static void Json(JsonNode json) => Console.Out.WriteLine(json.ToJsonString(Compact));

    private static JsonSerializerOptions Compact => MultiEmo.Storage.Json.Options;
}
