using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>Finds the clip of each turn of a corpus in a folder of media: a file of its own, or its stretch of a recording.</summary>
public sealed class TurnMedia
{
    private readonly string folder;
    private readonly MediaTree tree;
    private readonly HashSet<string> shared;
    private readonly HashSet<string> stems;

    /// <summary>Lists the files of a folder.</summary>
    /// <param name="folder">The folder of media.</param>
    /// <param name="corpus">The corpus whose turns name their media.</param>
    /// <param name="kind">What is looked for.</param>
    /// <exception cref="BadInputException">There is no such folder, or it has no such file.</exception>
    public TurnMedia(string folder, Corpus corpus, MediaKind kind)
    {
        this.folder = folder;
        tree = new MediaTree(folder, kind);
        var named = TurnPlace.All(corpus).Where(place => place.Turn.Media is not null).ToList();
        shared = [.. named.GroupBy(Key).Where(group => group.Count() > 1).Select(group => group.Key)];
        stems = [.. named.Select(place => Path.GetFileNameWithoutExtension(place.Turn.Media!))];
    }

    /// <summary>The clip of a turn.</summary>
    /// <returns>Null when the folder does not have it.</returns>
    /// <exception cref="BadInputException">Several files have its name, or several turns one file, and nothing tells which it is.</exception>
    public Clip? Find(TurnPlace place)
    {
        if (place.Turn.Media is not { } media || tree.Find(media, place.Conversation.Split) is not { } path) return OfRecording(place);
        var whole = new Clip(media, path);
        return shared.Contains(Key(place)) ? Stretch(whole, place.Turn) : whole;
    }

    // The recording of the whole conversation, as IEMOCAP has its films.
    private Clip? OfRecording(TurnPlace place)
    {
        string id = place.Conversation.Id;
        if (stems.Contains(id) || (place.Turn.Start is null && place.Turn.End is null)) return null;
        return tree.Named(id, id, place.Conversation.Split) is { } path ? Stretch(new Clip(Path.GetFileName(path), path), place.Turn) : null;
    }

    private Clip Stretch(Clip whole, Utterance turn)
    {
        if (turn.Start is not null || turn.End is not null) return whole with { Start = turn.Start, End = turn.End };
        throw new BadInputException($"several turns name {Spelling.Quoted(whole.Name)} and have no times",
            "give their start and end, or a file of its own to each", folder);
    }

    private static string Key(TurnPlace place) => $"{place.Conversation.Split}/{place.Turn.Media}";
}
