using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>The items of an extraction, and which row of which is the vector of each turn; a function of the corpus and its files alone.</summary>
/// <param name="Items">The items, each once.</param>
/// <param name="Turns">The corpus' turns in their order.</param>
public sealed record TurnPlan<T>(IReadOnlyList<WorkItem<T>> Items, IReadOnlyList<PlannedTurn<T>> Turns);

/// <summary>Where the vector of a turn comes from.</summary>
/// <param name="Place">The turn.</param>
/// <param name="Item">The item; null when there is nothing to make it from.</param>
/// <param name="Row">The row of the item.</param>
/// <param name="Lack">Without an item: what the turn lacks, a clause.</param>
public sealed record PlannedTurn<T>(TurnPlace Place, WorkItem<T>? Item, int Row = 0, string Lack = "");

/// <summary>Plans of corpora.</summary>
public static class TurnPlan
{
    /// <summary>An item per clip.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="media">The folder of the turns' media.</param>
    /// <param name="kind">What is looked for there.</param>
    /// <exception cref="BadInputException">As <see cref="TurnMedia"/>, or not one turn has a clip.</exception>
    public static TurnPlan<Clip> OfClips(Corpus corpus, string media, MediaKind kind)
    {
        var finder = new TurnMedia(media, corpus, kind);
        PlannedTurn<Clip>[] turns = [.. TurnPlace.All(corpus).Select(place => Planned(place, finder.Find(place), media))];
        WorkItem<Clip>[] items = [.. turns.Select(turn => turn.Item).OfType<WorkItem<Clip>>().DistinctBy(item => item.Key)];
        if (items.Length > 0) return new TurnPlan<Clip>(items, turns);
        bool named = corpus.Conversations.Any(conversation => conversation.Turns.Any(turn => turn.Media is not null));
        throw named
            ? new BadInputException($"no turn's {kind.Name} is there", "compare the turns' 'media' in conversations.jsonl with its files", media)
            : new BadInputException("no turn names its media", "prepare the corpus with a 'media' column", media);
    }

    private static PlannedTurn<Clip> Planned(TurnPlace place, Clip? clip, string media) => clip is not null
        ? new PlannedTurn<Clip>(place, ClipItem.Of(clip, media))
        : new PlannedTurn<Clip>(place, null, Lack: place.Turn.Media is null ? "names no media" : "the folder has no such file");
}
