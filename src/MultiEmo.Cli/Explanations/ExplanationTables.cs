using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Models;

namespace MultiEmo.Cli.Explanations;

/// <summary>An explanation on the screen, in 80 columns.</summary>
internal static class ExplanationTables
{
    private const int Columns = 80, MostAttended = 3;

    /// <summary>Prints everything.</summary>
    public static void Print(Explanation explanation, Recognizer recognizer)
    {
        var prediction = explanation.Prediction;
        string place = $"{prediction.Conversation}, turn {prediction.Turn} ({explanation.Place + 1} of {explanation.Conversation.Turns.Count})";
        Screen.Line($"{place}, {explanation.Turn.Speaker}: {Words(explanation.Turn)}");
        string truth = prediction.Truth is { } label ? $"; the corpus says {label}" : "";
        Screen.Line($"{prediction.Emotion}, {Percent(prediction.Probabilities.Max())} %, says the {recognizer.Description}{truth}");
        Screen.Line();
        Withholding(explanation, recognizer.Emotions);
        Screen.Line();
        Attention(explanation);
    }

    private static void Withholding(Explanation explanation, EmotionSet emotions)
    {
        if (explanation.NothingWithheld is not null) Table(explanation, emotions, []);
        foreach (var group in explanation.Withheld.GroupBy(withheld => withheld.From))
        {
            Screen.Line(group.Key == WithheldFrom.Turn
                ? "Probability in per cent, and its change in points when a modality is withheld from this turn alone:"
                : "The same when it is withheld from every turn of the conversation:");
            Table(explanation, emotions, [.. group]);
        }
        if (explanation.NothingWithheld is { } why) Screen.Line(why);
    }

    private static void Table(Explanation explanation, EmotionSet emotions, Withheld[] without)
    {
        var whole = explanation.Prediction;
        var table = Tables.WithHeadings(["emotion", "as it is", .. without.Select(each => $"no {each.Modality.Name()}")]);
        foreach (var (i, label) in emotions.Labels.Index())
            table.Add([label, Percent(whole.Probabilities[i]), .. without.Select(each => each.Had ? Points(each.Change(whole)[i]) : "-")]);
        table.Add(["prediction", whole.Emotion, .. without.Select(Outcome)]);
        Screen.Table(table);
        foreach (var each in without.Where(each => each is { Had: true, Prediction.Present.Count: 0 }))
            Screen.Line($"Without {each.Modality.Name()} nothing of this turn is left.");
    }

    private static string Outcome(Withheld without) => without.Had ? without.Prediction.Emotion : "had none";

    private static void Attention(Explanation explanation)
    {
        if (explanation.NoAttention is { } why)
        {
            Screen.Line(why);
            return;
        }
        var pairs = explanation.Attention.GroupBy(step => (step.Query, step.Partner)).Select(layers => layers.MaxBy(step => step.Layer)!).ToArray();
        Screen.Line($"What this turn looks at in MultiAttn: the {MostAttended} turns with most weight, in layer {pairs[0].Layer}, mean of "
            + $"{pairs[0].Heads.Count} heads.");
        foreach (var pair in pairs) Attention(explanation, pair);
    }

    private static void Attention(Explanation explanation, AttentionWeights pair)
    {
        var mean = pair.Mean;
        int[] there = [.. Enumerable.Range(0, mean.Count).Where(turn => explanation.CanBeAsked(turn, pair.Partner))];
        string lacking = explanation.Present[explanation.Place].Contains(pair.Query) ? "" : " (which this turn lacks)";
        string asks = $"{pair.Query.Name()}{lacking} asks {pair.Partner.Name()}";
        if (there.Length == 0)
        {
            Screen.Line($"{asks}: no turn has {pair.Partner.Name()}, so that this attention adds nothing");
            return;
        }
        Screen.Line($"{asks} (spread evenly: {Percent(1.0 / there.Length)} % each)");
        foreach (int turn in there.OrderByDescending(turn => mean[turn]).Take(MostAttended))
            Screen.Line(Shortened($"  {Percent(mean[turn]),5} %  {Label(explanation, turn)}", Columns));
    }

    private static string Label(Explanation explanation, int place)
    {
        var turn = explanation.Conversation.Turns[place];
        string itself = place == explanation.Place ? " (itself)" : "";
        return $"turn {turn.Turn}{itself}, {turn.Speaker}: {Words(turn)}";
    }

    private static string Words(Utterance turn) => turn.Text.Length > 0 ? turn.Text.ReplaceLineEndings(" ") : "(no words)";

    private static string Shortened(string line, int length) => line.Length <= length ? line : line[..(length - 1)].TrimEnd() + "…";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Points(double change) => (100 * change).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
