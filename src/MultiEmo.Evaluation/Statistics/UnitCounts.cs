namespace MultiEmo.Evaluation.Statistics;

/// <summary>
/// How often each cell was counted in each unit. Zeros are not kept, so that a resample sums what is there and reads no prediction again.
/// </summary>
internal sealed class UnitCounts
{
    private readonly int[] _starts, _cells, _counts;   // (units + 1), (kept), (kept)

    /// <summary>Counts.</summary>
    /// <param name="units">The number of units.</param>
    /// <param name="counted">The unit and cell of each thing to be counted.</param>
    public UnitCounts(int units, IEnumerable<(int Unit, int Cell)> counted)
    {
        var kept = counted.CountBy(place => place).OrderBy(count => count.Key.Unit).ToArray();
        _cells = [.. kept.Select(count => count.Key.Cell)];
        _counts = [.. kept.Select(count => count.Value)];
        _starts = new int[units + 1];
        foreach (var count in kept) _starts[count.Key.Unit + 1]++;
        for (int unit = 0; unit < units; unit++) _starts[unit + 1] += _starts[unit];
    }

    /// <summary>Sums the cells over units.</summary>
    /// <param name="weights">How often each unit was drawn.</param>
    /// <param name="sums">A number per cell, written over.</param>
    public void Sum(ReadOnlySpan<int> weights, Span<int> sums)
    {
        sums.Clear();
        for (int unit = 0; unit < weights.Length; unit++)
        {
            int weight = weights[unit];
            if (weight == 0) continue;
            for (int i = _starts[unit]; i < _starts[unit + 1]; i++) sums[_cells[i]] += weight * _counts[i];
        }
    }
}
