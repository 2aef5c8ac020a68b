using System.Globalization;
using MultiEmo.Cli.Pages;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Cli.Reports;

/// <summary>Misclassified utterances to open one after the other: what was said around them, and how probable each emotion seemed.</summary>
/// <param name="page">Where they go.</param>
/// <param name="mistakes">The mistakes.</param>
internal sealed class MisclassifiedSection(Html page, Misclassified mistakes)
{
    private const int MostOfOneKind = 20, Before = 3, After = 1;
    private readonly IReadOnlyDictionary<string, string> colours = EmotionColours.Of(mistakes.Emotions.Labels);

    /// <summary>Adds the section.</summary>
    public void Add()
    {
        int count = mistakes.Mistakes.Sum(mistake => mistake.Utterances.Count);
        string title = $"Misclassified utterances: {Whole(count)} of {Whole(mistakes.Count)}, seed {Whole(mistakes.Seed)}, the best on validation";
        page.Details(title, () =>
        {
            if (mistakes.Corpus is null)
                page.Paragraph("The corpus is not there any more, or is another by now: there are no words. Name its folder with --corpus.");
            page.Paragraph($"By kind, the most frequent first; of each kind the {MostOfOneKind} at most of which the model was surest.", "model");
            foreach (var mistake in mistakes.Mistakes) Kind(mistake, count);
        });
    }

    private void Kind(Mistake mistake, int all)
    {
        int count = mistake.Utterances.Count;
        string share = Percent(count / (double)all);
        page.Details($"{mistake.Truth} taken for {mistake.Taken}: {Whole(count)} ({share} of the mistakes)", () =>
        {
            foreach (var row in mistake.Utterances.Take(MostOfOneKind)) Utterance(row);
            if (count > MostOfOneKind) page.Paragraph($"and {Whole(count - MostOfOneKind)} more.", "model");
        });
    }

    private void Utterance(Prediction row)
    {
        var conversation = mistakes.Corpus?.Conversation(row.Conversation);
        Utterance[] turns = conversation is null ? [] : [.. conversation.Turns];
        int place = Array.FindIndex(turns, turn => turn.Turn == row.Turn);
        string title = place < 0
            ? $"turn {Whole(row.Turn)} of conversation {row.Conversation}"
            : $"{turns[place].Speaker}: {Words(turns[place])} ({row.Conversation}, turn {Whole(row.Turn)})";
        page.Details(title, () =>
        {
            for (int i = Math.Max(0, place - Before); place >= 0 && i <= Math.Min(turns.Length - 1, place + After); i++) Said(turns[i], i == place);
            Probabilities(row);
        });
    }

    private void Said(Utterance turn, bool own)
    {
        string emotion = turn.Emotion is null ? "" : $" <i>({Html.Safe(turn.Emotion)})</i>";
        page.Add($"<div class=\"said{(own ? " own" : "")}\"><b>{Html.Safe(turn.Speaker)}</b> {Html.Safe(Words(turn))}{emotion}</div>");
    }

    private void Probabilities(Prediction row)
    {
        foreach (var (label, probability) in mistakes.Emotions.Labels.Zip(row.Probabilities).OrderByDescending(pair => pair.Second))
            page.Add($"<div class=\"probability\"><b>{Html.Safe(label)}</b>"
                + $"<span style=\"width:{Percent(probability).Replace(" ", "")};background:{colours[label]}\"></span>{Percent(probability)}</div>");
    }

    private static string Words(Utterance turn) => turn.Text.Length > 0 ? turn.Text : "(no words)";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
