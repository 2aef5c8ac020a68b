using MultiEmo.Conversations;
using MultiEmo.Live.Layers;

namespace MultiEmo.Live.Passes;

/// <summary>Logistic regression on one turn's features of all modalities side by side, zeros for what is absent; no turn knows of another.</summary>
/// <param name="linear">(C, sum of the widths)</param>
/// <param name="modalities">The modalities.</param>
/// <param name="widths">The width of each.</param>
internal sealed class RegressionPass(Linear linear, IReadOnlyList<Modality> modalities, IReadOnlyList<int> widths) : LivePass
{
    private readonly RowList inputs = new(widths.Sum());

    /// <inheritdoc/>
    public override void Logits(int from, Span<float> logits) =>
        linear.Apply(inputs.Rows(from, logits.Length / linear.Outputs), logits, Threads);                      // (rows, C)

    /// <inheritdoc/>
    protected override void Take(IReadOnlyList<LiveTurn> turns)
    {
        foreach (var turn in turns)
        {
            var row = inputs.Add(1);
            row.Clear();
            for (int modality = 0, place = 0; modality < modalities.Count; place += widths[modality++])
                turn.Of(modalities[modality])?.CopyTo(row[place..]);
        }
    }
}
