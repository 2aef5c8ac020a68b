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
        var table = Tables.WithHeadings("part", "TFLOP", "GFLOP/s", "floor s", "measured s", "peak GB");
        foreach (var each in measurements)
            table.Add(each.Title, Number(each.Operations / Tera), Text($"{each.Rate / Giga:0}"), Number(each.FloorSeconds),
                Number(each.MeasuredSeconds), Text($"{each.PeakBytes / Giga:0.00}"));
        Screen.Table(table);
        foreach (var each in measurements) Screen.Line(Line(each));
    }

    private static string Line(Measurement each)
    {
        double milliseconds = each.MeasuredSeconds / each.Turns * 1e3;
        return Text($"{each.Title}: floor/measured {each.FloorOverMeasured:0.00} ({each.How}; {milliseconds:0.000} ms per utterance)");
    }

    private static string Number(double value) => Text($"{value:0.###}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
