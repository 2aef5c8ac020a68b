using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Training.Audits;

/// <summary>Labels that a split lacks, that are spread otherwise in another split, or that contradict each other.</summary>
internal static class LabelChecks
{
    private const double Level = 0.001, WeakestV = 0.1, LeastExpected = 5, LeastContrary = 0.005;
    private const int FewestContrary = 3;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Find(Corpus corpus)
    {
        var turns = Enum.GetValues<Split>().ToDictionary(split => split, split => Labelled(corpus, split));
        return [.. Missing(corpus, turns), .. Spread(corpus, turns), .. Contrary(corpus)];
    }

    private static PlainTurn[] Labelled(Corpus corpus, Split split) =>
        [.. PlainTurn.Of(corpus, split).Where(turn => turn.Turn.Emotion is not null)];

    // A label that a small split lacks by chance is no finding; one that train lacks always is.
    private static IEnumerable<Finding> Missing(Corpus corpus, Dictionary<Split, PlainTurn[]> turns)
    {
        int all = turns.Values.Sum(each => each.Length);
        foreach (var (split, own) in turns.Where(pair => pair.Value.Length > 0))
        {
            var counts = turns.Values.SelectMany(each => each).CountBy(turn => turn.Turn.Emotion!).ToDictionary();
            var there = own.Select(turn => turn.Turn.Emotion!).ToHashSet();
            int others = all - own.Length;
            foreach (string label in corpus.Emotions.Labels.Where(label => !there.Contains(label) && counts.ContainsKey(label)))
            {
                if (split != Split.Train && own.Length * (double)counts[label] / others < LeastExpected) continue;
                string found = $"No turn of {split.Name()} is labelled {label}, {counts[label]} turns of the other splits are.";
                yield return split == Split.Train
                    ? new Finding(Severity.Fault, "missing-label", found, $"Scores on {label} are 0 by necessity: it cannot be learnt.")
                    : new Finding(Severity.Warning, "missing-label", found, $"Scores on {split.Name()} say nothing of {label}.");
            }
        }
    }

    private static IEnumerable<Finding> Spread(Corpus corpus, Dictionary<Split, PlainTurn[]> turns)
    {
        SplitPair[] pairs = [.. SplitPair.All.Where(pair => turns[pair.Earlier].Length > 0 && turns[pair.Later].Length > 0)];
        Association[] found = [.. pairs.Select(pair => Compare(corpus, turns[pair.Earlier], turns[pair.Later]))];
        bool[] stands = [.. Holm.Correct([.. found.Select(association => association.P)]).Select(p => p <= Level)];
        for (int index = 0; index < pairs.Length; index++)
        {
            if (!stands[index] || found[index].V < WeakestV) continue;
            var (earlier, later) = (pairs[index].Earlier, pairs[index].Later);
            string text = string.Create(CultureInfo.InvariantCulture,
                $"The labels of {earlier.Name()} and {later.Name()} are spread differently (Cramer's V {found[index].V:f2}).");
            yield return new Finding(Severity.Warning, "label-spread", text,
                $"Scores on {earlier.Name()} and {later.Name()} cannot be compared, and probabilities calibrated on one are off on the other.")
                .With(Shares(corpus, turns[earlier], turns[later]).Select(share => share.ToString(earlier, later)));
        }
    }

    private static Association Compare(Corpus corpus, PlainTurn[] earlier, PlainTurn[] later)
    {
        PlainTurn[] all = [.. earlier, .. later];
        var numbers = all.Select(turn => turn.Conversation.Id).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return Association.Of(
            [.. all.Select(turn => numbers[turn.Conversation.Id])],
            [.. all.Select(turn => corpus.Emotions.IndexOf(turn.Turn.Emotion!))],
            [.. all.Select((_, index) => index >= earlier.Length)]);
    }

    private static IEnumerable<Share> Shares(Corpus corpus, PlainTurn[] earlier, PlainTurn[] later)
    {
        double Of(PlainTurn[] turns, string label) => (double)turns.Count(turn => turn.Turn.Emotion == label) / turns.Length;
        return corpus.Emotions.Labels.Select(label => new Share(label, Of(earlier, label), Of(later, label)))
            .OrderByDescending(share => Math.Abs(share.Earlier - share.Later));
    }

    private static IEnumerable<Finding> Contrary(Corpus corpus)
    {
        PlainTurn[] longer = [.. Enum.GetValues<Split>().SelectMany(split => Labelled(corpus, split)).Where(turn => turn.Long)];
        var contrary = longer.GroupBy(turn => turn.Text).Where(group => group.DistinctBy(turn => turn.Turn.Emotion).Count() > 1).ToArray();
        int turns = contrary.Sum(group => group.Count());
        if (contrary.Length < FewestContrary || turns < LeastContrary * longer.Length) yield break;
        string found = $"{contrary.Length} longer texts ({turns} turns) have more than one label.";
        const string Effect = "Scores have a ceiling below 100 %: one of such labels is missed by words alone.";
        yield return new Finding(Severity.Notice, "contrary-labels", found, Effect)
            .With(contrary.Select(group => string.Join(", ", group.Take(3).Select(turn => $"{turn.Place}: {turn.Turn.Emotion}"))));
    }

    private sealed record Share(string Label, double Earlier, double Later)
    {
        public string ToString(Split earlier, Split later) => string.Create(CultureInfo.InvariantCulture,
            $"{Label}: {Earlier:p1} of {earlier.Name()}, {Later:p1} of {later.Name()}");
    }
}
