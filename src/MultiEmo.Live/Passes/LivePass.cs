
namespace MultiEmo.Live.Passes;

/// <summary>
/// A model over one conversation whose turns come in order, one by one or several at once: the same numbers either way. One thread at a time.
/// </summary>
internal abstract class LivePass
{
    /// <summary>The number of turns so far.</summary>
    public int Turns { get; private set; }

    /// <summary>At most so many threads; the numbers do not depend on it.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Takes more turns.</summary>
    /// <param name="turns">At least one turn.</param>
    public void Append(IReadOnlyList<LiveTurn> turns)
    {
        Take(turns);
        Turns += turns.Count;
    }

    /// <summary>The logits of some turns, as all turns so far make them.</summary>
    /// <param name="from">The first of the turns.</param>
    /// <param name="logits">(rows, C), overwritten.</param>
    public abstract void Logits(int from, Span<float> logits);

    /// <summary>Goes on over more turns.</summary>
    protected abstract void Take(IReadOnlyList<LiveTurn> turns);
}
