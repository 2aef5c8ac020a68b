using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Whether the emotion can be told from what is there at all: the presence of each feature file, its rows of zeros and its columns of two values
/// against the label, in each split for itself and, where that shows nothing, in all together.
/// </summary>
internal static class PresenceAndLabels
{
    private const string Check = "presence-and-label";
    private const double Level = 0.001, WeakestV = 0.1, FaultV = 0.25, FaultGain = 0.03;

    /// <summary>The findings; Holm's correction is over all tests of all files and splits.</summary>
    public static IEnumerable<Finding> Find(Corpus corpus, IEnumerable<FeatureRows> features)
    {
        Split?[] places = [null, .. Enum.GetValues<Split>().Cast<Split?>()];
        Test[] tests = [.. features.SelectMany(rows => places.SelectMany(split => Tests(corpus, rows, split)))];
        bool[] certain = [.. Holm.Correct([.. tests.Select(test => test.Association.P)]).Select(p => p <= Level)];
        Test[] stands = [.. tests.Where((test, index) => certain[index] && test.Association.V >= WeakestV)];
        bool Told(Test all) => stands.Any(test => test.Split is not null && test.Rows == all.Rows && test.What == all.What);
        return stands.Where(test => test.Split is not null || !Told(test)).Select(Tell);
    }

    private static IEnumerable<Test> Tests(Corpus corpus, FeatureRows rows, Split? split)
    {
        int[] own = split is { } one ? rows.Of(one) : [.. Enumerable.Range(0, rows.Turns.Count)];
        int[] scored = [.. own.Where(row => rows.Turns[row].Turn.Emotion is not null)];
        yield return Measure(corpus, rows, split, "presence", scored, row => rows.Matrix.Present[row]);
        if (rows.Entry.Modality == Modality.Text) yield break;
        int[] present = [.. scored.Where(row => rows.Matrix.Present[row])];
        yield return Measure(corpus, rows, split, "rows of zeros", present, rows.IsZero);
        foreach (int column in TwoValued(rows, present))
        {
            float first = rows.Matrix.Row(present[0])[column];
            yield return Measure(corpus, rows, split, $"column {column}, of two values,", present, row => rows.Matrix.Row(row)[column] == first);
        }
    }

    private static IEnumerable<int> TwoValued(FeatureRows rows, int[] present)
    {
        for (int column = 0; column < rows.Matrix.Width && present.Length > 0; column++)
        {
            var values = new HashSet<float>();
            foreach (int row in present)
                if (values.Add(rows.Matrix.Row(row)[column]) && values.Count > 2) break;
            if (values.Count == 2) yield return column;
        }
    }

    private static Test Measure(Corpus corpus, FeatureRows rows, Split? split, string what, int[] chosen, Func<int, bool> flag)
    {
        int[] classes = [.. chosen.Select(row => corpus.Emotions.IndexOf(rows.Turns[row].Turn.Emotion!))];
        bool[] flags = [.. chosen.Select(flag)];
        var order = new Dictionary<string, int>();
        int[] groups = [.. chosen.Select(row => Number(order, rows.Turns[row].Conversation.Id))];
        bool varies = flags.Contains(true) && flags.Contains(false);
        var association = varies ? Association.Of(groups, classes, flags) : Association.None;
        double right = classes.Zip(flags).GroupBy(turn => turn.Second).Sum(side => side.CountBy(turn => turn.First).Max(count => count.Value));
        double majority = classes.Length == 0 ? 0 : classes.CountBy(label => label).Max(count => count.Value);
        return new Test(rows, split, what, association, majority / Math.Max(1, classes.Length), right / Math.Max(1, classes.Length))
        {
            Rates = [.. corpus.Emotions.Labels.Select((label, index) => Rate(label, index, classes, flags)).OfType<string>()],
        };
    }

    private static int Number(Dictionary<string, int> order, string id) => order.TryGetValue(id, out int number) ? number : order[id] = order.Count;

    private static string? Rate(string label, int index, int[] classes, bool[] flags)
    {
        bool[] own = [.. flags.Where((_, turn) => classes[turn] == index)];
        if (own.Length == 0) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{label}: {own.Count(flag => flag)} of {own.Length}");
    }

    private static Finding Tell(Test test)
    {
        double gain = test.Alone - test.Majority;
        bool fault = test.Association.V >= FaultV || gain >= FaultGain;
        string place = test.Split?.Name() ?? "all splits together";
        string found = string.Create(CultureInfo.InvariantCulture,
            $"In {place} the {test.What} of the {test.Rows.Name} goes with the label (Cramer's V {test.Association.V:f2}).");
        string effect = string.Create(CultureInfo.InvariantCulture,
            $"It alone gives {100 * test.Alone:f1} % accuracy where the most frequent label gives {100 * test.Majority:f1} %: ");
        return new Finding(fault ? Severity.Fault : Severity.Warning, Check, found,
            effect + "scores are too high for recordings in which this has other reasons.")
        {
            Examples = test.Rates,
        };
    }

    private sealed record Test(FeatureRows Rows, Split? Split, string What, Association Association, double Majority, double Alone)
    {
        public required IReadOnlyList<string> Rates { get; init; }
    }
}
