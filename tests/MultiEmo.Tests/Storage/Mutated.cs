using MultiEmo.Conversations;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

/// <summary>Files with a few bytes changed, a piece cut out, doubled or cut off.</summary>
public static class Mutated
{
    /// <summary>The longest that any reader may take for a small file, generously.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Makes a mutation of some bytes; the seed decides which.</summary>
    public static byte[] Copy(byte[] original, int seed)
    {
        var chance = new Random(seed);
        var bytes = original.ToList();
        for (int change = chance.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            int at = chance.Next(bytes.Count), length = Math.Min(chance.Next(1, 9), bytes.Count - at);
            switch (chance.Next(6))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << chance.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes[at] = original[chance.Next(original.Length)]; break;
                default: if (chance.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Whether a reader of the mutated file returns, or says what is wrong; any other exception fails the test.</summary>
    public static bool IsReadOrRefused(string path, byte[] bytes, Action<string> read)
    {
        File.WriteAllBytes(path, bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread(), started = Environment.TickCount64;
        try
        {
            read(path);
        }
        catch (BadInputException fault)
        {
            Assert.Contains(Path.GetFileName(path), fault.Message);
        }
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 50_000_000, "a small file made the reader take 50 MB");
        return Environment.TickCount64 - started < Limit.TotalMilliseconds;
    }

    /// <summary>The same for one seed in a folder of its own.</summary>
    public static bool IsReadOrRefused(string name, byte[] original, int seed, Action<string> read)
    {
        using var folder = new TemporaryFolder();
        return IsReadOrRefused(Path.Combine(folder.Path, name), Copy(original, seed), read);
    }
}
