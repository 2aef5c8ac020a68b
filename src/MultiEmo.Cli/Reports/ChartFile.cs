using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Reports;

/// <summary>Charts as files, PNG or SVG by the ending of their name.</summary>
internal static class ChartFile
{
    private const string Png = ".png", Svg = ".svg";

    /// <summary>The endings that a chart's file may have.</summary>
    public static IReadOnlyList<string> Endings { get; } = [Png, Svg];

    /// <summary>Refuses another ending before the work that makes a chart.</summary>
    /// <exception cref="BadInputException">The name ends neither in .png nor in .svg.</exception>
    public static void RequireEnding(string path)
    {
        if (Endings.Contains(Ending(path))) return;
        throw new BadInputException($"a chart cannot be written as '{Path.GetExtension(path)}'", "name a file that ends in .png or .svg", path);
    }

    /// <summary>Writes a chart.</summary>
    /// <exception cref="BadInputException">Another ending; the file cannot be written; the machine has no font.</exception>
    public static void Write(string path, Chart chart)
    {
        RequireEnding(path);
        if (Ending(path) == Svg) AtomicFile.WriteText(path, chart.Svg());
        else AtomicFile.Write(path, stream => stream.Write(chart.Png()));
    }

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();
}
