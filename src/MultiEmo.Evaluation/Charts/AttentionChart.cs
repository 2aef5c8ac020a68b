using System.Globalization;
using MultiEmo.Conversations;
using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>
/// What a turn looks at in MultiAttn (as Figure 6 of the paper does): a block of columns per pair of modalities, a column per head, a row per turn.
/// </summary>
public static class AttentionChart
{
    /// <summary>Turns that are drawn at most.</summary>
    public const int MostTurns = 24;

    private const int RowHeight = 24, Around = 124, MostNumberedHeads = 8;
    private const float NameSize = ChartStyle.FontSize - 1;

    /// <summary>Draws the turns in the order in which they were said; of a long conversation those with most weight, and the one that asks.</summary>
    /// <param name="title">Of which turn, by which model; lines that are too wide are cut.</param>
    /// <param name="turns">The conversation, T turns.</param>
    /// <param name="asking">The place of the turn that asks, from 0.</param>
    /// <param name="panels">At least one; those of one modality that asks lie together.</param>
    public static Chart Of(string title, IReadOnlyList<Utterance> turns, int asking, IReadOnlyList<AttentionPanel> panels)
    {
        int[] shown = Shown(turns.Count, asking, panels);
        double largest = panels.Max(panel => panel.Heads.Max(head => shown.Max(turn => head[turn])));
        if (largest <= 0) largest = 1;
        const int Centred = ChartStyle.Width - AttentionScale.Left;
        var plot = ChartStyle.Plot(string.Join('\n', title.Split('\n').Select(line => ChartFont.Fit(line, ChartStyle.FontSize + 2, Centred))));
        int right = Blocks(plot, panels, shown, largest);
        Frame(plot, shown.Length - 1 - Array.IndexOf(shown, asking), right);
        ChartStyle.Name(plot.Axes.Left, [.. shown.Reverse().Select(turn => Name(turns[turn], turn == asking))]);
        plot.Axes.Left.TickLabelStyle.FontSize = NameSize;
        plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = AttentionScale.Left;
        plot.Axes.Left.FrameLineStyle.Width = plot.Axes.Bottom.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = AttentionScale.Right;
        plot.XLabel(shown.Length == turns.Count ? "head" : Part(shown, turns.Count, panels), ChartStyle.FontSize);
        plot.Axes.SetLimits(-0.7, right + 0.7, -0.6, shown.Length + 1.4);
        var description = $"A table of turns and heads, coloured by how much weight the turn {turns[asking].Turn} gives to each turn with each head, "
            + "for each pair of modalities.";
        var size = new ChartSize(ChartStyle.Width, Around + RowHeight * (shown.Length + 2) + AttentionScale.Height);
        bool hidden = panels.Any(panel => shown.Any(turn => !panel.Present[turn]));
        return new Chart(description, size, new AttentionScale(), [plot, AttentionScale.Plot(largest, hidden)]);
    }

    /// <summary>The turns that are drawn, in order.</summary>
    private static int[] Shown(int turns, int asking, IReadOnlyList<AttentionPanel> panels)
    {
        double Weight(int turn) => panels.Sum(panel => panel.Heads.Average(head => head[turn]));
        var others = Enumerable.Range(0, turns).Where(turn => turn != asking).OrderByDescending(Weight).ThenBy(turn => turn);
        return [.. others.Take(MostTurns - 1).Append(asking).Order()];
    }

    /// <summary>Adds the blocks from left to right.</summary>
    /// <returns>The last column.</returns>
    private static int Blocks(Plot plot, IReadOnlyList<AttentionPanel> panels, int[] shown, double largest)
    {
        var (ticks, column) = (new List<double>(), 0);
        foreach (var group in panels.GroupBy(panel => panel.Query))
        {
            int first = column;
            foreach (var panel in group)
            {
                Block(plot, panel, shown, largest, column);
                Write(plot, panel.Partner.Name(), column + (panel.Heads.Count - 1) / 2.0, shown.Length - 0.1);
                ticks.AddRange(Enumerable.Range(column, panel.Heads.Count).Select(place => (double)place));
                column += panel.Heads.Count + 1;
            }
            Write(plot, $"{group.Key.Name()} asks", (first + column - 2) / 2.0, shown.Length + 0.8);
            column++;
        }
        int heads = panels[0].Heads.Count;
        if (heads <= MostNumberedHeads) plot.Axes.Bottom.SetTicks([.. ticks], [.. ticks.Select((_, place) => $"{1 + place % heads}")]);
        else plot.Axes.Bottom.SetTicks([], []);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = ChartStyle.FontSize - 3;
        return column - 3;
    }

    private static void Block(Plot plot, AttentionPanel panel, int[] shown, double largest, int column)
    {
        for (int row = 0; row < shown.Length; row++)
            for (int head = 0; head < panel.Heads.Count; head++)
            {
                int turn = shown[row];
                var color = panel.Present[turn] ? AttentionScale.Of(panel.Heads[head][turn] / largest) : AttentionScale.Nothing;
                ChartCells.Add(plot, column + head, shown.Length - 1 - row, color);
            }
    }

    private static void Write(Plot plot, string text, double x, double y)
    {
        var written = plot.Add.Text(text, x, y);
        written.LabelStyle.FontName = ChartFont.Name;
        (written.LabelFontSize, written.LabelFontColor, written.LabelAlignment) = (ChartStyle.FontSize - 1, ChartStyle.Ink, Alignment.MiddleCenter);
    }

    private static void Frame(Plot plot, int y, int right)
    {
        var frame = plot.Add.Rectangle(-0.6, right + 0.6, y - 0.56, y + 0.56);
        (frame.FillColor, frame.LineColor, frame.LineWidth) = (Colors.Transparent, ChartStyle.Series[5], 2);
    }

    // The mark is in every font.
    private static string Name(Utterance turn, bool asking)
    {
        string text = turn.Text.Length > 0 ? turn.Text.ReplaceLineEndings(" ") : "(no words)";
        return ChartFont.Fit($"{(asking ? "» " : "")}{turn.Turn} {turn.Speaker}: {text}", NameSize, AttentionScale.Left - 16);
    }

    private static string Part(int[] shown, int turns, IReadOnlyList<AttentionPanel> panels)
    {
        double all = panels.Sum(panel => panel.Heads.Sum(head => head.Sum()));
        double part = panels.Sum(panel => panel.Heads.Sum(head => shown.Sum(turn => head[turn])));
        string share = all > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({100 * part / all:0} %)") : "";
        return $"head; {shown.Length} of {turns} turns: those with most weight{share}";
    }
}
