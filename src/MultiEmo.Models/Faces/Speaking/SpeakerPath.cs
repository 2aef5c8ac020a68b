namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// Who speaks from second to second: the way through the seconds with the highest sum of scores, where every change of the speaker costs, so that
/// one odd second changes nothing and the total over a track decides.
/// </summary>
internal static class SpeakerPath
{
    /// <summary>A score that a face reaches by chance: where none has more, nobody speaks.</summary>
    public const double Floor = 0.3;

    // Windows of neighbouring seconds share two thirds of what they see: little more is needed to keep one odd second from changing anything.
    private const double Change = 0.05;
    private const int Nobody = -1;

    /// <summary>Chooses.</summary>
    /// <param name="scores">For each second the scores of the tracks that are there.</param>
    /// <returns>For each second the number of a track; null: nobody's.</returns>
    public static int?[] Choose(IReadOnlyList<IReadOnlyDictionary<int, double>> scores)
    {
        var steps = new List<Dictionary<int, Step>>();
        foreach (var second in scores)
        {
            var before = steps.LastOrDefault();
            int? best = before?.OrderByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key).First().Key;
            steps.Add(States(second).ToDictionary(state => state.Key, state => Next(before, best, state)));
        }
        return Back(steps);
    }

    private static IEnumerable<KeyValuePair<int, double>> States(IReadOnlyDictionary<int, double> second) => second.Append(new(Nobody, Floor));

    private static Step Next(Dictionary<int, Step>? before, int? best, KeyValuePair<int, double> state)
    {
        if (before is null) return new Step(state.Value, Nobody);
        double change = before[best!.Value].Total - Change;
        return before.TryGetValue(state.Key, out var same) && same.Total >= change
            ? new Step(same.Total + state.Value, state.Key)
            : new Step(change + state.Value, best.Value);
    }

    private static int?[] Back(List<Dictionary<int, Step>> steps)
    {
        var chosen = new int?[steps.Count];
        int state = steps.Count == 0 ? Nobody : steps[^1].OrderByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key).First().Key;
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            chosen[i] = state == Nobody ? null : state;
            state = steps[i][state].From;
        }
        return chosen;
    }

    private readonly record struct Step(double Total, int From);
}
