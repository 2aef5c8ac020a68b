using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Audits;

/// <summary>Features that were fitted on more than the training split, by what corpus.json says of them and by their columns.</summary>
internal static class FeatureProvenance
{
    private const string Check = "fitted-features";
    private const double Standard = 0.9, NotStandard = 0.1, LargestMean = 1e-4, LargestDeviation = 1e-3, Least = 1e-9;
    private const int FewestRows = 20;
    private static readonly string[] Keys = ["fitted_on", "trained_on"];

    /// <summary>What the description says.</summary>
    public static IEnumerable<Finding> Described(FeatureEntry entry)
    {
        foreach (string key in Keys)
        {
            if (!entry.Settings.TryGetValue(key, out string? value)) continue;
            string[] names = value.Split([',', ' ', '+', ';', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string[] foreign = [.. names.Where(name => Splits.Parse(name) != Split.Train)];
            if (foreign.Length == 0) continue;
            bool validation = foreign.All(name => Splits.Parse(name) == Split.Dev);
            string said = $"say that they were fitted on {string.Join(", ", names)} ({key}), not on train alone";
            string found = $"The {entry.Modality.Name()} features '{entry.Name}' {said}.";
            yield return new Finding(validation ? Severity.Warning : Severity.Fault, Check, found, Effect(validation));
        }
    }

    /// <summary>What the columns show: mean 0 and deviation 1 over all splits, but not over train.</summary>
    public static Finding? Measured(FeatureRows rows)
    {
        int[] train = rows.Present(Split.Train), test = rows.Present(Split.Test), dev = rows.Present(Split.Dev);
        if (train.Length < FewestRows || test.Length + dev.Length == 0 || ShareStandard(rows, train) > NotStandard) return null;
        int[][] larger = [[.. train, .. dev, .. test], [.. train, .. test], [.. train, .. dev]];
        int found = Array.FindIndex(larger, set => set.Length > train.Length && ShareStandard(rows, set) >= Standard);
        if (found < 0) return null;
        bool validation = found == 2 || test.Length == 0;
        string sets = validation ? "train and dev" : found == 1 || dev.Length == 0 ? "train and test" : "train, dev and test";
        return new Finding(validation ? Severity.Warning : Severity.Fault, Check,
            $"The columns of the {rows.Name} have mean 0 and deviation 1 over {sets} together, but not over train: they were standardised on all.",
            Effect(validation));
    }

    private static string Effect(bool validation) => validation
        ? "Scores on validation are too high: its features were made with its own turns in view."
        : "Scores on test are too high: its features were made with its own turns in view, which a new recording is not.";

    private static double ShareStandard(FeatureRows rows, int[] chosen)
    {
        double[] sums = new double[rows.Matrix.Width], squares = new double[rows.Matrix.Width];
        foreach (int row in chosen)
        {
            var values = rows.Matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                sums[column] += values[column];
                squares[column] += (double)values[column] * values[column];
            }
        }
        int standard = 0, varying = 0;
        foreach (var (sum, square) in sums.Zip(squares))
        {
            double mean = sum / chosen.Length, deviation = Math.Sqrt(Math.Max(0, (square / chosen.Length) - (mean * mean)));
            if (deviation < Least) continue;
            varying++;
            if (Math.Abs(mean) < LargestMean && IsOne(deviation, chosen.Length)) standard++;
        }
        return varying == 0 ? 0 : (double)standard / varying;
    }

    // By either divisor.
    private static bool IsOne(double deviation, int of) =>
        Math.Min(Math.Abs(deviation - 1), Math.Abs((deviation * Math.Sqrt(of / (of - 1.0))) - 1)) < LargestDeviation;
}
