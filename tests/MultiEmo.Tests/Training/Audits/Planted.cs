using MultiEmo.Conversations;

namespace MultiEmo.Tests.Training.Audits;

/// <summary>Plants the faults that an audit looks for, weakly or strongly.</summary>
public static class Planted
{
    /// <summary>A fault's check, with a variant after a dot where it has several, and what plants it.</summary>
    public static IReadOnlyDictionary<string, Action<InventedTalk, bool>> All { get; } = new Dictionary<string, Action<InventedTalk, bool>>
    {
        ["same-conversations"] = SameConversations,
        ["common-turns"] = CommonTurns,
        ["shared-speakers"] = SharedSpeakers,
        ["fitted-features.described"] = (talk, strong) => talk.Features[0].FittedOn = strong ? "all" : "train+dev",
        ["fitted-features.measured"] = (talk, strong) =>
            talk.Features[2].Standardise([.. talk.Rows(Split.Train), .. talk.Rows(Split.Test), .. strong ? talk.Rows(Split.Dev) : []]),
        ["copied-rows"] = CopiedRows,
        ["presence-and-label.mask"] = Masked,
        ["presence-and-label.zeros"] = (talk, strong) => Mark(talk, 0.1, strong ? 0.9 : 0.4, row => Array.Clear(talk.Features[2].Rows[row])),
        ["presence-and-label.indicator"] = (talk, strong) =>
            Mark(talk, 0.1, strong ? 0.9 : 0.5, row => talk.Features[1].Rows[row][^1] = 1, clear: true),
        ["missing-label"] = (talk, strong) => Relabel(talk, strong ? Split.Train : Split.Test, 1, 0, 1),
        ["label-spread"] = (talk, strong) => Relabel(talk, Split.Test, 0, 1, strong ? 1 : 0.7),
        ["contrary-labels"] = ContraryLabels,
        ["feature-rows.zeros"] = (talk, strong) =>
            Mark(talk, strong ? 0.5 : 0.05, strong ? 0.5 : 0.05, row => Array.Clear(talk.Features[2].Rows[row])),
        ["feature-rows.constant"] = (talk, strong) => talk.Features[2].Rows.ForEach(row => Array.Fill(row, 1.5f, 0, strong ? 6 : 4)),
    };

    private static void SameConversations(InventedTalk talk, bool strong)
    {
        var train = talk.Conversations.Where(each => each.Split == Split.Train && each.Turns.Count(IsLong) >= 4).ToArray();
        int[] test = [.. talk.Conversations.Index().Where(each => each.Item.Split == Split.Test).Select(each => each.Index)];
        for (int i = 0; i < (strong ? 15 : 1); i++)
        {
            var turns = talk.Conversations[test[i]].Turns;
            string Said(int turn) => train[i].Turns[turn % train[i].Turns.Count].Text;
            talk.Conversations[test[i]] = talk.Conversations[test[i]] with
            {
                Turns = [.. turns.Select((turn, t) => turn with { Text = strong ? Said(t) : Said(t).ToUpperInvariant() + " !" })],
            };
        }
    }

    private static void CommonTurns(InventedTalk talk, bool strong)
    {
        string[] train = [.. talk.Conversations.Where(each => each.Split == Split.Train).SelectMany(each => each.Turns)
            .Where(turn => turn.Text.Split(' ').Length >= 9).Select(turn => turn.Text)];
        int next = 0;
        talk.Edit(Split.Test, (turn, row) =>
        {
            if (row % (strong ? 3 : 20) != 0) return turn;
            string[] words = train[next++].Split(' ');
            if (!strong) words[4] = "entirely";
            return turn with { Text = string.Join(' ', words) };
        });
    }

    private static void SharedSpeakers(InventedTalk talk, bool strong)
    {
        Utterance Edit(Utterance turn, int row) => strong || row == 4 ? turn with { Speaker = strong ? $"Zoe{turn.Speaker[^2..]}" : "Zoe" } : turn;
        talk.Edit(Split.Train, Edit);
        talk.Edit(Split.Test, Edit);
    }

    private static void CopiedRows(InventedTalk talk, bool strong)
    {
        var face = talk.Features[2];
        int[] train = talk.Rows(Split.Train), test = talk.Rows(Split.Test);
        for (int i = 0; i < Math.Min(train.Length, test.Length); i += strong ? 1 : 15)
        {
            face.Rows[test[i]] = face.Rows[train[i]];
            (face.Present[test[i]], face.Present[train[i]]) = (true, true);
        }
    }

    private static void Masked(InventedTalk talk, bool strong)
    {
        for (int row = 0; row < talk.Turns.Count; row++) talk.Features[1].Present[row] = true;
        Mark(talk, 0.1, strong ? 0.9 : 0.4, row => talk.Features[1].Present[row] = false);
    }

    private static void ContraryLabels(InventedTalk talk, bool strong)
    {
        int made = 0;
        Utterance? last = null;
        talk.Edit(Split.Train, (turn, _) =>
        {
            if (!IsLong(turn) || made >= (strong ? 40 : 6)) return turn;
            var before = last;
            last = before is null ? turn : null;
            if (before is null) return turn;
            made++;
            return turn with { Text = before.Text, Emotion = talk.Emotions.Labels.First(label => label != before.Emotion) };
        });
    }

    private static bool IsLong(Utterance turn) => turn.Text.Split(' ').Length >= 6 && !turn.Text.StartsWith("I do", StringComparison.Ordinal);

    // Marks the rows of the second label with one probability and all others with another.
    private static void Mark(InventedTalk talk, double others, double own, Action<int> mark, bool clear = false)
    {
        foreach (var (row, turn) in talk.Turns.Index())
        {
            if (clear) talk.Features[1].Rows[row][^1] = 0;
            if (talk.Chance.NextDouble() < (turn.Emotion == talk.Emotions.Labels[1] ? own : others)) mark(row);
        }
    }

    private static void Relabel(InventedTalk talk, Split split, int from, int to, double share) => talk.Edit(split, (turn, _) =>
        turn.Emotion == talk.Emotions.Labels[from] && talk.Chance.NextDouble() < share ? turn with { Emotion = talk.Emotions.Labels[to] } : turn);
}
