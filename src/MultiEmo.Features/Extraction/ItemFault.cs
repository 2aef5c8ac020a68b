using MultiEmo.Audio;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>An item that cannot be used.</summary>
/// <param name="Item">Which.</param>
/// <param name="Problem">What is wrong, a clause.</param>
/// <param name="Remedy">What to do about it, a clause.</param>
/// <param name="Why">Both, with the file.</param>
public sealed record ItemFault<T>(WorkItem<T> Item, string Problem, string Remedy, string Why);

/// <summary>Carries what an extractor has against an item past those who write its part.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
/// <param name="message">Both, with the file.</param>
internal sealed class UnusableItemException(string problem, string remedy, string message) : Exception(message)
{
    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>What an extractor threw, if it is about the item; else null, and the extraction ends.</summary>
    public static UnusableItemException? Of(Exception fault) => fault switch
    {
        BadInputException bad => new UnusableItemException(bad.Problem, bad.Remedy, bad.Message),
        AudioFormatException bad => new UnusableItemException(bad.Problem, bad.Remedy, bad.Message),
        _ => null,
    };
}
