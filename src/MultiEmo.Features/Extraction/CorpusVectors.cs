using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>Makes a vector of every turn of a corpus, or a share of them, and puts them together as a feature file.</summary>
/// <param name="corpus">A corpus loaded whole.</param>
/// <param name="source">What makes the vectors.</param>
/// <param name="name">The name of the feature file.</param>
public sealed class CorpusVectors<T>(PreparedCorpus corpus, VectorSource<T> source, string name)
{
    private readonly PartFolder parts = new(corpus.FeaturePath(name, "partial"), source.Identity);

    /// <summary>Does what is not done yet; without a share to do, writes features, fitted parts and the report of what was amiss.</summary>
    /// <param name="options">How.</param>
    /// <param name="stop">Ends the work early; finished items are kept for the next time.</param>
    /// <exception cref="BadInputException">No turn of the training split has a vector, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ExtractedVectors Extract(ExtractionOptions options, CancellationToken stop)
    {
        if (source.Fit.Components is { } components) Pca.Require(components, source.Plan.Turns.Count(IsTraining));
        CheckLeftovers(options);
        var items = options.Shard is { } share ? share.Of(source.Plan.Items) : source.Plan.Items;
        var faults = new ExtractionJob<T>(parts, source.Open, options.Clock).Run(items, options.Jobs, options.Progress, stop);
        var rows = new TurnRows<T>(parts, source.Plan, items, faults);
        string report = ReportPath(options.Shard);
        ExtractionReport.Write(report, rows.Report);
        if (options.Shard is not null) return new ExtractedVectors(null, items.Count - faults.Count, rows.Report, report);
        options.Remarks?.Report("putting together");
        var entry = Write(rows, stop);
        parts.Delete();
        return new ExtractedVectors(entry, rows.Vectors.Count(row => row is not null), rows.Report, report);
    }

    private static bool IsTraining(PlannedTurn<T> turn) => turn.Item is not null && turn.Place.Conversation.Split == Split.Train;

    private string ReportPath(Shard? share) => share is null
        ? corpus.FeaturePath(name, "report.csv")
        : Path.Combine(parts.Folder, string.Create(CultureInfo.InvariantCulture, $"report-{share.Number}-of-{share.Count}.csv"));

    private void CheckLeftovers(ExtractionOptions options)
    {
        if (parts.Strangers is not (> 0 and var strangers)) return;
        string told = $"{strangers} finished items of other settings or another version are left over";
        if (options.Resume && parts.Own == 0)
            throw new BadInputException($"{told}, and none of these", "repeat the command that began, or leave out --resume", parts.Folder);
        options.Remarks?.Report($"{parts.Folder}: {told}; they are not used.");
    }

    private FeatureEntry Write(TurnRows<T> rows, CancellationToken stop)
    {
        var training = rows.Training();
        if (training.Count == 0) throw NothingToLearnFrom(rows.Report);
        var fitted = FittedVectors.Fit(source.Fit, training, source.Names, stop);
        string[] files = [.. Save(fitted)];
        var entry = new FeatureEntry(name, source.Modality, fitted.Width, source.From, source.Extractor, Settings(fitted))
        {
            Files = files,
        };
        corpus.WriteFeatures(entry, fitted.Apply(rows.Vectors));
        return entry;
    }

    private IEnumerable<string> Save(FittedVectors fitted)
    {
        string path = corpus.FeaturePath(name, "fitted.safetensors");
        if (fitted.IsAny) fitted.Save(path, source.Extractor, source.Names);
        string[] own = fitted.IsAny ? [Path.GetFileName(path)] : [];
        return [.. own, .. source.Keep?.Invoke(Path.GetDirectoryName(path)!, name) ?? []];
    }

    private Dictionary<string, string> Settings(FittedVectors fitted)
    {
        var settings = new Dictionary<string, string>(source.Settings);
        if (fitted.IsAny) settings["fitted_on"] = Split.Train.Name();
        if (source.Fit.Components is { } components) settings["pca"] = components.ToString(CultureInfo.InvariantCulture);
        if (fitted.Table is { } table) settings["indicators"] = string.Join(',', table.Indicators.Select(column => table.Columns[column]));
        foreach (var (key, value) in source.MayDiffer) settings[key] = value;
        return settings;
    }

    private BadInputException NothingToLearnFrom(IReadOnlyList<ReportRow> report)
    {
        var reason = report.FirstOrDefault(row => row.Status == TurnStatus.Failed) ?? report.FirstOrDefault();
        string why = reason is null ? "" : $" (the first: {reason.Place.Turn.Media}: {reason.Why})";
        return new BadInputException($"no turn of the training split has {source.Modality.Name()} features{why}, and nothing else is learnt from",
            $"{reason?.Remedy ?? "set \"split\": \"train\" for some conversations"}; {ReportPath(null)} has all");
    }
}
