namespace MultiEmo.Cli.Benchmarking;

/// <summary>Everything that <c>multiemo bench</c> measures, in the order in which it does.</summary>
internal static class BenchParts
{
    /// <summary>The parts; a further one is a file and a line here.</summary>
    public static IReadOnlyList<BenchPart> All { get; } =
    [
        new("meld", "epoch, MELD-like", settings => EpochPart.Run(Workload.Meld(settings.Conversations), settings)),
        new("prediction", "prediction, MELD-like", settings => PredictionPart.Run(Workload.ToPredict(settings.Conversations), settings)),
        new("live", "live turn, MELD-like", settings => LivePart.Run(Workload.Meld(conversations: 20), settings), Scales: false),
        new("iemocap", "epoch, IEMOCAP-like", settings => EpochPart.Run(Workload.Iemocap(settings.Conversations), settings)),
    ];
}
