using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>Makes the rows of items, one item at a time: each of several jobs has one of its own.</summary>
public interface IItemExtractor<in T> : IDisposable
{
    /// <summary>Makes the rows of an item.</summary>
    /// <param name="source">What they are made from.</param>
    /// <param name="part">Takes them.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The item cannot be used; the others can. So does a sound's <c>AudioFormatException</c>.</exception>
    void Extract(T source, PartWriter part, CancellationToken stop);
}
