using System.Text.Json;

namespace MultiEmo.Tests.Features.Text;

/// <summary>The files of a small vocabulary: the 256 bytes and what a few merges make of them.</summary>
public static class TinyVocabulary
{
    /// <summary>Neighbours, in the order in which they are joined; Ġ is a space.</summary>
    public static string[] Merges { get; } = ["h e", "l l", "he ll", "hell o", "Ġ t", "Ġt he", "Ġ w", "o w", "e r", "Ġ hello", "i n", "in g"];

    /// <summary>Writes vocab.json and merges.txt into a folder.</summary>
    public static void Write(string folder, IReadOnlyList<string>? merges = null)
    {
        string[] joined = [.. merges ?? Merges];
        string[] tokens = ["<s>", "<pad>", "</s>", "<unk>", .. Bytes.Select(letter => letter.ToString()), .. joined.Select(Joined), "<mask>"];
        Directory.CreateDirectory(folder);
        var ids = tokens.Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(ids));
        File.WriteAllText(Path.Combine(folder, "merges.txt"), $"#version: 0.2\n{string.Join('\n', joined)}\n");
    }

    /// <summary>The letters of the 256 bytes: visible ones stand for themselves, the others follow from U+0100 on.</summary>
    public static string Bytes { get; } = Letters();

    private static string Joined(string merge) => merge.Replace(" ", "", StringComparison.Ordinal);

    private static string Letters()
    {
        int[] visible = [.. Enumerable.Range('!', 94), .. Enumerable.Range(0xA1, 12), .. Enumerable.Range(0xAE, 82)];
        int next = 0x100;
        return string.Concat(Enumerable.Range(0, 256).Select(value => (char)(visible.Contains(value) ? value : next++)));
    }
}
