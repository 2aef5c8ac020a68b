using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Calibration;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Reports;

/// <summary>A run that 'evaluate' has scored, as a report shows it; nothing is scored anew.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Path">As the user named it.</param>
/// <param name="Run">The run.</param>
/// <param name="Summary">Its scores on the test split.</param>
/// <param name="Predictions">Its predictions of the test split, a table per finished seed.</param>
internal sealed record ReportedRun(string Name, string Path, TrainedRun Run, SeedSummary Summary, IReadOnlyList<PredictionTable> Predictions)
{
    /// <summary>What belongs beside every number of it, sentences.</summary>
    public IReadOnlyList<string> Notes => [.. new[] { Run.Data.Note, Picked(), Unfinished }.OfType<string>()];

    /// <summary>The seeds that are left out, a sentence; null when there is none.</summary>
    public string? Unfinished => Run.Unfinished.Count == 0 ? null : $"Unfinished seeds are left out: {string.Join(", ", Run.Unfinished)}.";

    /// <summary>The labels.</summary>
    public EmotionSet Emotions => Run.Data.Emotions;

    /// <summary>The name, and that it was picked on the test split where it was.</summary>
    public string Marked => Run.Selection == Selection.Test ? $"{Name} ({Selections.PickedOnTest})" : Name;

    /// <summary>The finished seed that is best on validation, by its place among <see cref="Predictions"/>.</summary>
    public int Best => Run.Finished.Select(seed => seed.Seed).ToList().IndexOf(BestSeed.Of(Run.Folder));

    /// <summary>Opens a run.</summary>
    /// <param name="path">A run folder.</param>
    /// <param name="name">What the report calls it; null: as its recipe.</param>
    /// <exception cref="BadInputException">It is no run, or has seeds that were not evaluated.</exception>
    public static ReportedRun Open(string path, string? name = null)
    {
        var run = TrainedRun.Open(path);
        string remedy = $"score them with 'multiemo evaluate {Quoting.Word(path)}'";
        var summary = run.Kept(Split.Test) ?? throw new BadInputException("has seeds without scores on the test split", remedy, path);
        name ??= run.Recipe.Name;
        return new ReportedRun(name, path, run, summary, new ComparedSystem(path, run).Read(run.Data.Emotions, name).Tables);
    }

    /// <summary>Sees that a conversation was predicted.</summary>
    /// <exception cref="BadInputException">It was not; the message suggests one that was.</exception>
    public void RequireConversation(string id)
    {
        string[] known = [.. Predictions[0].Rows.Select(row => row.Conversation).Distinct()];
        if (known.Contains(id)) return;
        throw new BadInputException($"there is no conversation {Spelling.Quoted(id)} with predictions in the test split", Spelling.Suggest(id, known),
            Path);
    }

    /// <summary>How long its trainings took, all seeds together; null where a seed does not say.</summary>
    public TimeSpan? Took => Run.Finished.All(seed => File.Exists(seed.Environment))
        ? TimeSpan.FromSeconds(Run.Finished.Sum(seed => TrainingEnvironment.Read(seed).Took.TotalSeconds))
        : null;

    /// <summary>True and predicted emotions, counted over all seeds.</summary>
    public ConfusionMatrix Confusion()
    {
        var labels = Summary.Runs[0].Confusion.Labels;
        var sum = new ConfusionMatrix(labels);
        foreach (var matrix in Summary.Runs.Select(run => run.Confusion))
            for (int truth = 0; truth < labels.Count; truth++)
                for (int taken = 0; taken < labels.Count; taken++) sum.Add(truth, taken, matrix[truth, taken]);
        return sum;
    }

    /// <summary>Whether the probabilities of all seeds mean what they say; null where the predictions have none.</summary>
    public ReliabilityBins? Calibration() => Bins(Predictions.SelectMany(table => table.Rows));

    /// <summary>How each seed learnt.</summary>
    /// <exception cref="BadInputException">A history is not readable.</exception>
    public IReadOnlyList<SeedCurve> Curves() =>
        [.. Run.Finished.Where(seed => File.Exists(seed.History)).Select(Curve).Where(curve => curve.Epochs.Count > 0)];

    /// <summary>Seeds, epochs, scores, and how well each seed's probabilities are calibrated.</summary>
    public TextTable Seeds() => new("Seeds",
        ["seed", "epoch kept", "weighted F1 on validation", "weighted F1 on test", "temperature", "calibration error on test"],
        [.. Run.Finished.Select((seed, place) => Seed(seed, place))]);

    /// <summary>Where and when each seed was trained.</summary>
    public TextTable Environments() => new("Where it was trained",
        ["seed", "begun", "seconds", "device", "threads", "processors", "system", "runtime", "MultiEmo", "TorchSharp"],
        [.. Run.Finished.Where(seed => File.Exists(seed.Environment)).Select(Environment)]);

    private IReadOnlyList<string> Seed(SeedFolder seed, int place)
    {
        string temperature = File.Exists(seed.Calibration)
            ? Json.Read<RunCalibration>(seed.Calibration).Temperature.ToString("0.00", CultureInfo.InvariantCulture)
            : ResultTable.Unknown;
        return
        [
            seed.Seed.ToString(CultureInfo.InvariantCulture), TrainedRun.Epoch(seed)?.ToString(CultureInfo.InvariantCulture) ?? ResultTable.Unknown,
            Estimate.Of([Validation(seed).WeightedF1]).ToString(), Estimate.Of([Summary.Runs[place].WeightedF1]).ToString(), temperature,
            Bins(Predictions[place].Rows) is { } bins ? Estimate.Of([bins.ExpectedCalibrationError]).ToString() : ResultTable.Unknown,
        ];
    }

    private ReliabilityBins? Bins(IEnumerable<Prediction> predictions)
    {
        Prediction[] all = [.. predictions];
        if (all.Any(prediction => prediction.Probabilities.Count != Emotions.Count)) return null;
        int[] truths = [.. all.Select(prediction => Emotions.IndexOf(prediction.Truth!))];
        return ReliabilityBins.Of(all.SelectMany(prediction => prediction.Probabilities).ToArray(), truths);
    }

    private static IReadOnlyList<string> Environment(SeedFolder seed)
    {
        var place = TrainingEnvironment.Read(seed);
        string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
        return
        [
            Whole(seed.Seed), place.Begun, Whole((int)place.Took.TotalSeconds), place.Device, Whole(place.Threads), Whole(place.Processors),
            place.System, place.Runtime, place.MultiEmo, place.TorchSharp,
        ];
    }

    private static SeedCurve Curve(SeedFolder seed)
    {
        var table = CsvTable.Read(seed.History);
        int epoch = table.Column("epoch"), train = table.Column("train_loss"), validation = table.Column("validation_loss"),
            score = table.Column("selection_weighted_f1");
        double Number(CsvRow row, int column) =>
            double.TryParse(row.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new BadInputException($"{Spelling.Quoted(row.Cells[column])} is no number", "train the seed again", seed.History, row.Line);
        EpochPoint[] epochs = [.. table.Rows.Select(row =>
            new EpochPoint(table.Integer(row, epoch), Number(row, train), Number(row, validation), Number(row, score)))];
        return new SeedCurve(seed.Seed, epochs, TrainedRun.Epoch(seed) ?? 0);
    }

    private static Metrics Validation(SeedFolder seed) => MetricsJson.Read(File.ReadAllText(seed.Metrics(Split.Dev)), seed.Metrics(Split.Dev));

    private string? Picked() => Run.Selection == Selection.Test
        ? $"The epochs of this run were {Selections.PickedOnTest}: its score is no estimate for new data, and not comparable to the others."
        : null;
}
