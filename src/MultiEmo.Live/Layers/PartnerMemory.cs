using MultiEmo.Live.Passes;

namespace MultiEmo.Live.Layers;

/// <summary>What an attention keeps of a partner's turns so far: their keys and values, head by head.</summary>
internal sealed class PartnerMemory
{
    /// <summary>Nothing yet.</summary>
    /// <param name="heads">H.</param>
    /// <param name="headWidth">D/H.</param>
    public PartnerMemory(int heads, int headWidth)
    {
        Keys = [.. Enumerable.Range(0, heads).Select(_ => new RowList(headWidth))];
        Values = [.. Enumerable.Range(0, heads).Select(_ => new RowList(headWidth))];
    }

    /// <summary>H x (turns, D/H).</summary>
    public RowList[] Keys { get; }

    /// <summary>H x (turns, D/H).</summary>
    public RowList[] Values { get; }

    /// <summary>The number of turns.</summary>
    public int Count => Keys[0].Count;

    /// <summary>Forgets all turns.</summary>
    public void Clear()
    {
        foreach (var rows in Keys) rows.Clear();
        foreach (var rows in Values) rows.Clear();
    }
}
