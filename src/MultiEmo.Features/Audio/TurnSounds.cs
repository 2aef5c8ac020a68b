using MultiEmo.Conversations;

namespace MultiEmo.Features.Audio;

/// <summary>Finds the sound of each turn of a corpus in a folder of media.</summary>
internal sealed class TurnSounds
{
    private readonly string folder;
    private readonly ILookup<string, string> stems;
    private readonly HashSet<string> shared;

    /// <summary>Lists the .wav files of a folder.</summary>
    /// <param name="folder">The folder of media.</param>
    /// <param name="corpus">The corpus whose turns name their media.</param>
    /// <exception cref="BadInputException">There is no such folder, or it has no .wav file, or no turn names any media.</exception>
    public TurnSounds(string folder, Corpus corpus)
    {
        this.folder = folder;
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", "give the folder of the turns' sounds", folder);
        stems = SoundFiles.Find([folder]).ToLookup(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Path);
        var named = Places(corpus).Where(place => place.Turn.Media is not null).Select(place => Key(place)).ToList();
        if (named.Count == 0) throw new BadInputException("no turn names its media", "prepare the corpus with a 'media' column", folder);
        shared = [.. named.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    /// <summary>The turns of a corpus in order.</summary>
    public static IEnumerable<TurnPlace> Places(Corpus corpus) =>
        corpus.Conversations.SelectMany(conversation => conversation.Turns.Select(turn => new TurnPlace(conversation.Split, turn)));

    /// <summary>The sound of a turn.</summary>
    /// <returns>Null when the turn names none, or the folder does not have it.</returns>
    /// <exception cref="BadInputException">Several files have its name and nothing tells which it is.</exception>
    public SoundFile? Find(TurnPlace place)
    {
        if (place.Turn.Media is not { } media || Exact(place, media) is not { } path) return null;
        var whole = new SoundFile(media, path);
        if (!shared.Contains(Key(place))) return whole;
        // Several turns in one recording: each is what is heard between its times.
        if (place.Turn.Start is not null || place.Turn.End is not null) return whole with { Start = place.Turn.Start, End = place.Turn.End };
        throw new BadInputException($"several turns name {Spelling.Quoted(media)} and have no times",
            "give their start and end, or a file of its own to each", folder);
    }

    private static string Key(TurnPlace place) => $"{place.Split}/{place.Turn.Media}";

    private string? Exact(TurnPlace place, string media)
    {
        string wav = Path.ChangeExtension(media, SoundFile.Ending);
        string[] places = place.Split is { } split ? [media, wav, Path.Combine(split.Name(), media), Path.Combine(split.Name(), wav)] : [media, wav];
        var exact = places.Select(path => Path.Combine(folder, path)).FirstOrDefault(path => IsWav(path) && File.Exists(path));
        return exact ?? OfStem(place, Path.GetFileNameWithoutExtension(media));
    }

    private static bool IsWav(string path) => Path.GetExtension(path).Equals(SoundFile.Ending, StringComparison.OrdinalIgnoreCase);

    private string? OfStem(TurnPlace place, string stem)
    {
        string[] found = [.. stems[stem]];
        if (found.Length > 1 && place.Split is { } split) found = [.. found.Where(path => IsOf(split, path))];
        if (found.Length <= 1) return found.FirstOrDefault();
        string remedy = "give a folder that holds one of each name, or one folder per split";
        throw new BadInputException($"several files are called {Spelling.Quoted(stem)}", remedy, folder);
    }

    // The folders of MELD's release have the split among the words of their names.
    private bool IsOf(Split split, string path) => Path.GetDirectoryName(Path.GetRelativePath(folder, path))!
        .Split('_', '-', '.', ' ', Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
        .Contains(split.Name(), StringComparer.OrdinalIgnoreCase);
}
