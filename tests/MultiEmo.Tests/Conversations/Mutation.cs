using System.Text;

namespace MultiEmo.Tests.Conversations;

/// <summary>What may happen to the bytes of a file, one thing after the other, decided by a seed.</summary>
internal static class Mutation
{
    private static readonly byte[][] Insertions =
    [
        .. "\" \"\" , \t ; \n \r \n\n --> <v : [ ] ' \\ { } 9999999999999 -1 1e999 \\ud800".Split(' ').Select(text => Encoding.UTF8.GetBytes(text)),
        [0], [0xFF], [0xFF, 0xFE], [0xE2, 0x80], [0x92],
    ];

    public static byte[] Of(byte[] original, int seed)
    {
        var random = new Random(seed);
        var bytes = original.ToList();
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--) Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count), length = random.Next(1, Math.Min(bytes.Count - at, 60) + 1);
        switch (random.Next(6))
        {
            case 0: bytes.RemoveRange(at, length); break;
            case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 2: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 3: bytes.RemoveRange(at, bytes.Count - at); break;
            case 4: bytes.InsertRange(at, Insertions[random.Next(Insertions.Length)]); break;
            default: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
        }
    }
}
