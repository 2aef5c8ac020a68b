using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>Finished sounds of an extraction that goes on, a file each: a run that was stopped finds them and does only the rest.</summary>
/// <param name="folder">Where; deleted when all is done.</param>
/// <param name="set">The features' set.</param>
/// <param name="level">Functionals or contours.</param>
public sealed class SoundParts(string folder, AudioSet set, AudioLevel level)
{
    private const string ValuesKey = "values";
    private const string PeriodKey = "frame_period";
    private const string StampKey = "sound";

    /// <summary>Whether a sound is done, and unchanged since.</summary>
    public bool Has(SoundFile sound)
    {
        string path = PathOf(sound);
        return File.Exists(path) && Safetensors.ReadHeader(path).Metadata.GetValueOrDefault(StampKey) == Stamp(sound);
    }

    /// <summary>Keeps the features of a sound.</summary>
    public void Write(SoundFile sound, SoundFeatures features)
    {
        var values = StoredTensor.Of(features.Values, features.Rows, features.Values.Length / features.Rows);
        Safetensors.Write(PathOf(sound), [new(ValuesKey, values)], new Dictionary<string, string>
        {
            [StampKey] = Stamp(sound),
            [PeriodKey] = features.FramePeriod.ToString("R", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>The features of a sound that is done.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public SoundFeatures Read(SoundFile sound)
    {
        var file = Safetensors.Read(PathOf(sound));
        var values = file.Require(ValuesKey);
        double period = double.Parse(file.Metadata[PeriodKey], CultureInfo.InvariantCulture);
        return new SoundFeatures(values.As<float>().ToArray(), (int)values.Shape[0], period);
    }

    /// <summary>Deletes all parts.</summary>
    public void Delete()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private string PathOf(SoundFile sound)
    {
        string full = Path.GetFullPath(sound.Path);
        string name = string.Create(CultureInfo.InvariantCulture, $"{set.Name}/{level}/{full}/{sound.Start}/{sound.End}");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(folder, hash[..24] + ".safetensors");
    }

    private static string Stamp(SoundFile sound)
    {
        var file = new FileInfo(sound.Path);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of {file.LastWriteTimeUtc.Ticks}");
    }
}
