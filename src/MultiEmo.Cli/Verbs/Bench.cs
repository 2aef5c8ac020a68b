using System.CommandLine;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo bench: how near training and prediction come to what this machine can do.</summary>
internal static class Bench
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Measure a few full-size steps in place of whole epochs: within 50 seconds on two threads.",
    };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Measure these parts alone.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int[]> Conversations = new("--conversations")
    {
        Description = "So many training conversations, and the others in proportion (default: 1038 as MELD, 120 as IEMOCAP); prediction of so many. "
            + "Several numbers measure each part with each.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Json = new("--json")
    {
        Description = "Write JSON into this file too; without a name to stdout, and nothing else.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Only.AcceptOnlyFromAmong([.. BenchParts.All.Select(part => part.Name)]);
        Conversations.Validators.Add(result =>
        {
            if ((result.GetValueOrDefault<int[]>() ?? []).Any(number => number < 1)) result.AddError("--conversations is at least 1.");
        });
        return new Verb("bench", "Measures training and prediction beside the least that this machine could take for them.", Run,
            "multiemo bench --quick",
            "multiemo bench --threads 2 --only meld --json bench.json",
            "multiemo bench --only iemocap prediction --conversations 10 100 1000")
        { Quick, Only, Conversations, Json, Threads };
    }

    private static int Run(ParseResult parsed)
    {
        Computer.Open("cpu", parsed.GetValue(Threads));
        using var interruption = new Interruption();
        var settings = new BenchSettings(TimeProvider.System, parsed.GetValue(Quick), Conversations: null, interruption.Token);
        var rate = new MatrixRate(settings.Clock, get_num_threads());
        int[] sizes = parsed.GetValue(Conversations) ?? [];
        Measurement[] measurements = [.. Chosen(parsed.GetValue(Only)).SelectMany(part => Measure(part, settings, sizes, rate))];
        string? file = parsed.GetValue(Json);
        bool printJson = file is null && parsed.GetResult(Json) is { Implicit: false };
        if (file is not null) Storage.Json.Write(file, new Report(get_num_threads(), settings.Quick, measurements));
        if (printJson) Screen.Line(Storage.Json.Text(new Report(get_num_threads(), settings.Quick, measurements)));
        else BenchTable.Print(measurements);
        return 0;
    }

    private static IEnumerable<BenchPart> Chosen(string[]? names) =>
        names is { Length: > 0 } ? BenchParts.All.Where(part => names.Contains(part.Name)) : BenchParts.All;

    private static IEnumerable<Measurement> Measure(BenchPart part, BenchSettings settings, int[] sizes, MatrixRate rate)
    {
        int?[] each = part.Scales && sizes.Length > 0 ? [.. sizes] : [null];
        foreach (int? size in each)
        {
            Screen.Step($"{Measurement.TitleWith(part.Title, size)} …");
            yield return part.Measure(settings with { Conversations = size }, rate);
        }
    }

    private sealed record Report(int Threads, bool Quick, IReadOnlyList<Measurement> Parts);
}
