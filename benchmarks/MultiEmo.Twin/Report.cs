using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;

namespace MultiEmo.Twin;

/// <summary>A comparison as the user sees it.</summary>
internal static class Report
{
    /// <summary>Prints the parts, the epochs and both factors.</summary>
    public static void Print(Workload workload, Reference reference, Outcome outcome, int threads)
    {
        var here = reference.Parts.Times(reference.Rate / outcome.Rate);
        string rate = $"matrix products {outcome.Rate / 1e9:0} GFLOP/s";
        Screen.Line($"{workload.Title}, {threads} threads, a training step of {reference.Turns} turns; {rate}");
        var table = Tables.WithHeadings("seconds", "forward", "backward", "HGR", "SWFC f", "SWFC b", "Adam", "step");
        Row(table, "twin", outcome.Twin);
        Row(table, "reference", reference.Parts);
        Row(table, "at this rate", here);
        Screen.Table(table);
        double factor = outcome.TwinEpoch / outcome.OurEpoch, correction = here.Sum / outcome.Twin.Sum;
        Screen.Line($"losses from the same weights differ by {outcome.Difference:0.0e+00}");
        Screen.Line($"epoch (training, validation, test): twin {outcome.TwinEpoch:0.0} s, ours {outcome.OurEpoch:0.00} s");
        Screen.Line($"twin / ours             {factor:0.00}");
        Screen.Line($"reference / twin        {correction:0.00}");
        Screen.Line($"reference / ours        {factor * correction:0.00}");
        Screen.Line($"peak memory {PeakMemory.Bytes / 1e9:0.0} GB");
    }

    private static void Row(Spectre.Console.Table table, string name, Parts parts) => table.Add(
        [name, .. new[] { parts.Forward, parts.Backward, parts.SoftHgr, parts.SwfcForward, parts.SwfcBackward, parts.Adam, parts.Sum }
            .Select(seconds => seconds.ToString("0.000"))]);
}
