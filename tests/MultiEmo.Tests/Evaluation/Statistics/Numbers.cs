using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Tests.House;

namespace MultiEmo.Tests.Evaluation.Statistics;

/// <summary>The numbers of SciPy and NumPy that tests/generators/statistics.py wrote, and small sets of utterances.</summary>
public static class Numbers
{
    private static readonly Lazy<JsonNode> All = new(() => JsonNode.Parse(File.ReadAllText(
        Path.Combine(SourceTree.Root, "tests", "MultiEmo.Tests", "Evaluation", "Statistics", "statistics.json")))!);

    /// <summary>A part of them.</summary>
    public static JsonNode Of(string part) => All.Value[part]!;

    public static T[] List<T>(JsonNode? json) => [.. json!.AsArray().Select(value => value!.GetValue<T>())];

    /// <summary>Labels a, b, c and so on.</summary>
    public static EmotionSet Emotions(int count) => new("letters", [.. Enumerable.Range(0, count).Select(i => ((char)('a' + i)).ToString())]);

    /// <summary>A system whose seeds are right with a probability, else anything.</summary>
    public static SystemPredictions Guesses(string name, Random chance, int[] truths, int labels, int seeds, double skill) => new(name,
        [.. Enumerable.Range(0, seeds).Select(_ => truths.Select(truth => chance.NextDouble() < skill ? truth : chance.Next(labels)).ToArray())]);

    /// <summary>Conversations of some length with random truths.</summary>
    public static ScoredUtterances Conversations(Random chance, int count, int length, int labels) => new(Emotions(labels),
        [.. Enumerable.Range(0, count * length).Select(_ => chance.Next(labels))], [.. Enumerable.Range(0, count * length).Select(i => i / length)]);
}
