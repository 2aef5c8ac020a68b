using System.Globalization;
using MultiEmo.Cli.Terminal;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>Measurements as the user sees them.</summary>
internal static class BenchTable
{
    private const double Giga = 1e9, Tera = 1e12;

    /// <summary>Prints a table, then how near each part comes to what the machine can do.</summary>
    public static void Print(IReadOnlyList<Measurement> measurements)
    {
        bool sized = measurements.Any(each => each.Conversations is not null);
        var table = Tables.WithHeadings(["part", sized ? "convs." : "TFLOP", "GFLOP/s", "floor s", "measured s", "peak GB"]);
        foreach (var each in measurements)
            table.Add(each.Title, sized ? Text($"{each.Conversations}") : Number(each.Operations / Tera), Text($"{each.Rate / Giga:0}"),
                Number(each.FloorSeconds), Number(each.MeasuredSeconds), Text($"{each.PeakBytes / Giga:0.00}"));
        Screen.Table(table);
        foreach (var each in measurements) Screen.Line(Line(each));
        foreach (var sizes in measurements.GroupBy(each => each.Title).Where(group => group.Count() > 1)) Screen.Line(Growth([.. sizes]));
    }

    private static string Line(Measurement each)
    {
        string title = Measurement.TitleWith(each.Title, each.Conversations);
        return Text($"{title}: floor/measured {each.FloorOverMeasured:0.00} ({each.How}; {each.MillisecondsPerUtterance:0.000} ms per utterance)");
    }

    // What an utterance takes with each number of conversations.
    private static string Growth(Measurement[] sizes)
    {
        string Each(Func<Measurement, string> part) => string.Join(", ", sizes.Select(part));
        return $"{sizes[0].Title}: {Each(size => Text($"{size.MillisecondsPerUtterance:0.000}"))} ms per utterance"
            + $" with {Each(size => Text($"{size.Conversations}"))} conversations";
    }

    private static string Number(double value) => Text($"{value:0.###}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
