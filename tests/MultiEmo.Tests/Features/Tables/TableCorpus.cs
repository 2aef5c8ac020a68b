using MultiEmo.Conversations;

namespace MultiEmo.Tests.Features.Tables;

/// <summary>A small corpus whose turns have the same media names in each split, and tables about it.</summary>
internal static class TableCorpus
{
    /// <summary>Per split a conversation 0 of so many turns.</summary>
    public static Corpus With(int train, int dev, int test) => new("small", EmotionSet.Meld,
        [.. Conversation(Split.Train, train), .. Conversation(Split.Dev, dev), .. Conversation(Split.Test, test)]);

    /// <summary>Writes a file and returns its path.</summary>
    public static string Write(string folder, string name, params string[] lines)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static IEnumerable<Conversation> Conversation(Split split, int turns)
    {
        if (turns == 0) yield break;
        var all = Enumerable.Range(0, turns).Select(turn => new Utterance(turn, "Ana", $"Turn {turn}, yes.", "joy", Media: $"clips/c0_{turn}.mp4"));
        yield return new Conversation($"{split.Name()}/0", split, [.. all]);
    }
}
