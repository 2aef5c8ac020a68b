namespace MultiEmo.Features.Text.BytePairs;

/// <summary>
/// The 256 characters that stand for bytes in the files of a byte-level vocabulary: a byte that is a visible Latin-1 character stands for itself, the
/// others are U+0100, U+0101 … in their order (a space is Ġ).
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>The character of each byte.</summary>
    public static IReadOnlyList<char> Characters { get; } = Make();

    private static char[] Make()
    {
        var characters = new char[256];
        char next = '\u0100';
        for (int value = 0; value < characters.Length; value++)
        {
            bool visible = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF;
            characters[value] = visible ? (char)value : next++;
        }
        return characters;
    }
}
