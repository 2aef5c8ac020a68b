using System.Security.Cryptography;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>
/// Finished items of an extraction that goes on, a file each: a run that was stopped finds them and does only the rest, and so does the run that puts
/// together what several machines did. Several programs may write into it at the same time.
/// </summary>
/// <param name="folder">Where; deleted when all is done.</param>
/// <param name="settings">What made the rows, in words that change whenever the rows would; items of other settings are never mixed up.</param>
public sealed class PartFolder(string folder, string settings)
{
    private const string Ending = ".part";
    private readonly string prefix = Digest(settings)[..8] + "-";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Finished items of other settings that lie here.</summary>
    public int Strangers => Files().Count(file => !Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Finished items of these settings that lie here, whatever file they are of.</summary>
    public int Own => Files().Count(file => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Deletes all parts.</summary>
    public void Delete()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether an item is done, and its source unchanged since.</summary>
    public bool Has<T>(WorkItem<T> item)
    {
        if (!File.Exists(PathOf(item))) return false;
        try
        {
            using var part = Open(item);
            return part.Key == item.Key && part.State == item.State;
        }
        catch (BadInputException)
        {
            // What a power cut left of a part is made anew.
            return false;
        }
    }

    /// <summary>What is to be told of an item that is done, a clause; null when nothing is.</summary>
    public string? Remark<T>(WorkItem<T> item)
    {
        using var part = Open(item);
        return part.Remark;
    }

    /// <summary>Keeps the rows of an item, all or none.</summary>
    internal void Write<T>(WorkItem<T> item, Action<PartWriter> make) => AtomicFile.WriteShared(PathOf(item), stream =>
    {
        using var part = new PartWriter(stream, item.Key, item.State);
        make(part);
    });

    /// <summary>The rows of an item that is done.</summary>
    internal Part Open<T>(WorkItem<T> item) => Part.Open(PathOf(item));

    private string[] Files() => Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Ending) : [];

    private string PathOf<T>(WorkItem<T> item) => Path.Combine(folder, prefix + Digest(item.Key)[..24] + Ending);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
