using System.Security.Cryptography;

namespace MultiEmo.Storage.Weights;

/// <summary>What a file was when it was pulled.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Its SHA-256 in small hexadecimal digits.</param>
/// <param name="Url">Where it is published.</param>
public sealed record RecordedFile(long Size, string Sha256, string Url)
{
    /// <summary>What a file is now.</summary>
    public static RecordedFile Of(string path, Uri url, CancellationToken stop)
    {
        using var stream = InputFile.Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return new RecordedFile(stream.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), url.OriginalString);
    }
}

/// <summary>The file beside weights that keeps what they were when they were pulled, so that a later change is seen.</summary>
internal static class WeightLock
{
    public const string FileName = "lock.json";

    /// <summary>The record of a file; null when it was not pulled.</summary>
    public static RecordedFile? Of(string path) => All(Path.GetDirectoryName(path)!).GetValueOrDefault(Path.GetFileName(path));

    /// <summary>Keeps what a file is.</summary>
    public static void Record(string path, RecordedFile file)
    {
        string folder = Path.GetDirectoryName(path)!;
        var all = All(folder);
        if (all.TryGetValue(Path.GetFileName(path), out var known) && known == file) return;
        all[Path.GetFileName(path)] = file;
        Json.Write(Path.Combine(folder, FileName), all);
    }

    private static SortedDictionary<string, RecordedFile> All(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Json.Read<SortedDictionary<string, RecordedFile>>(path) : new(StringComparer.Ordinal);
    }
}
