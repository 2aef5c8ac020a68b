using System.Globalization;
using System.Text.Json;
using MultiEmo.Evaluation;
using MultiEmo.Storage;

namespace MultiEmo.Parity.Tests;

/// <summary>Metrics against scikit-learn's, case by case; classes, sizes and scores come from the manifest.</summary>
public class MetricsParity
{
    private const double Tolerance = 1e-12;
    private const double Printed = 0.5e-4 + 1e-9;   // the report has four decimals

    [Fact]
    public void Averages_equal_scikit_learn() => ForEachCase((metrics, expected) =>
    {
        Assert.Equal(expected.GetProperty("weighted_f1").GetDouble(), metrics.WeightedF1, Tolerance);
        Assert.Equal(expected.GetProperty("macro_f1").GetDouble(), metrics.MacroF1, Tolerance);
        Assert.Equal(expected.GetProperty("accuracy").GetDouble(), metrics.Accuracy, Tolerance);
    });

    [Fact]
    public void Confusion_and_f1_per_class_equal_scikit_learn() => ForEachCase((metrics, expected) =>
    {
        int c = 0;
        foreach (var row in expected.GetProperty("confusion").EnumerateArray())
        {
            var counted = Enumerable.Range(0, metrics.PerClass.Count).Select(prediction => metrics.Confusion[c, prediction]);
            Assert.Equal(row.EnumerateArray().Select(count => count.GetInt32()), counted);
            c++;
        }
        var f1 = expected.GetProperty("per_class_f1");
        foreach (var scores in metrics.PerClass)
            if (f1.TryGetProperty(scores.Label, out var value)) Assert.Equal(value.GetDouble(), scores.F1, Tolerance);
            else Assert.Equal(0, scores.F1);
    });

    [Fact]
    public void Precision_recall_and_support_equal_the_printed_report() => ForEachCase((metrics, expected) =>
    {
        foreach (string line in expected.GetProperty("report").GetString()!.Split('\n'))
        {
            string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length != 5 || metrics.PerClass.FirstOrDefault(each => each.Label == cells[0]) is not { } scores) continue;
            Assert.Equal(Number(cells[1]), scores.Precision, Printed);
            Assert.Equal(Number(cells[2]), scores.Recall, Printed);
            Assert.Equal(Number(cells[4]), scores.Support);
        }
    });

    [Fact]
    public void Unweighted_average_recall_is_the_macro_recall_where_every_class_occurs() => ForEachCase((metrics, expected) =>
    {
        if (metrics.PerClass.Any(scores => scores.Support == 0)) return;
        string[] lines = expected.GetProperty("report").GetString()!.Split('\n');
        string line = lines.Single(line => line.TrimStart().StartsWith("macro avg", StringComparison.Ordinal));
        Assert.Equal(Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]), metrics.UnweightedAverageRecall, Printed);
    });

    private static void ForEachCase(Action<Metrics, JsonElement> check)
    {
        string folder = Golden.Folder("losses"), file = Path.Combine(folder, "ce_metrics.safetensors");
        Assert.SkipUnless(File.Exists(file), $"This set of reference numbers has no scores: there is no {file}.");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var tensors = Safetensors.Read(file);
        var all = manifest.RootElement.GetProperty("metrics").EnumerateObject();
        var cases = all.Where(each => each.Value.ValueKind == JsonValueKind.Object).ToArray();
        Assert.NotEmpty(cases);
        foreach (var each in cases) check(Scored(tensors, each), each.Value);
    }

    private static Metrics Scored(SafetensorsFile tensors, JsonProperty expected)
    {
        int[] truths = Integers(tensors, $"metrics/{expected.Name}/labels"), predictions = Integers(tensors, $"metrics/{expected.Name}/preds");
        int[] classes = Classes(truths, predictions, expected.Value.GetProperty("confusion").GetArrayLength());
        string[] labels = [.. classes.Select(label => label.ToString(CultureInfo.InvariantCulture))];
        return new Metrics(ConfusionMatrix.Of(labels, Places(truths, classes), Places(predictions, classes)));
    }

    // scikit-learn's matrix covers the labels that occur, unless it was given them all.
    private static int[] Classes(int[] truths, int[] predictions, int count)
    {
        int[] occurring = [.. truths.Union(predictions).Order()];
        return occurring.Length == count ? occurring : [.. Enumerable.Range(0, count)];
    }

    private static int[] Places(int[] labels, int[] classes) => [.. labels.Select(label => Array.IndexOf(classes, label))];

    private static int[] Integers(SafetensorsFile tensors, string name) =>
        [.. tensors.Require(name).As<long>().ToArray().Select(value => (int)value)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
