using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiEmo.Audio;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Audio;

/// <summary>Finished sounds of an extraction that goes on, a file each: a run that was stopped finds them and does only the rest.</summary>
/// <param name="folder">Where; deleted when all is done.</param>
/// <param name="set">The features' set.</param>
/// <param name="level">Functionals or contours.</param>
public sealed class SoundParts(string folder, AudioSet set, AudioLevel level)
{
    /// <summary>Names of the values of a row.</summary>
    internal IReadOnlyList<string> Names => level == AudioLevel.Functionals ? set.FunctionalNames : set.ContourNames;

    /// <summary>Deletes all parts.</summary>
    public void Delete()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether a sound is done, and unchanged since.</summary>
    internal bool Has(SoundFile sound)
    {
        if (!File.Exists(PathOf(sound))) return false;
        try
        {
            using var part = Open(sound);
            return part.Stamp == Stamp(sound) && part.Width == Names.Count;
        }
        catch (BadInputException)
        {
            // What a power cut left of a part is made anew.
            return false;
        }
    }

    /// <summary>Keeps the features of a sound.</summary>
    internal void Write(SoundFile sound, double framePeriod, IEnumerable<float[]> rows) =>
        SoundPart.Write(PathOf(sound), Stamp(sound), framePeriod, Names.Count, rows);

    /// <summary>The features of a sound that is done.</summary>
    internal SoundPart Open(SoundFile sound) => SoundPart.Open(PathOf(sound));

    /// <summary>The functionals of a sound that is done.</summary>
    internal float[] ReadVector(SoundFile sound)
    {
        using var part = Open(sound);
        float[] row = new float[part.Width];
        part.Read(row);
        return row;
    }

    private string PathOf(SoundFile sound)
    {
        string full = Path.GetFullPath(sound.Path);
        string name = string.Create(CultureInfo.InvariantCulture, $"{set.Name}/{level}/{full}/{sound.Start}/{sound.End}");
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..24] + ".part");
    }

    private static string Stamp(SoundFile sound)
    {
        var file = new FileInfo(sound.Path);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of {file.LastWriteTimeUtc.Ticks}");
    }
}
