using System.Globalization;
using System.Text;
using System.Text.Json;
using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>Writes the features of sounds into one file, CSV or safetensors by its ending.</summary>
/// <param name="set">The features' set.</param>
/// <param name="level">Functionals or contours.</param>
/// <param name="parts">Where the sounds' features are kept.</param>
public sealed class SoundTable(AudioSet set, AudioLevel level, SoundParts parts)
{
    private const string CsvEnding = ".csv";
    private const string TensorsEnding = ".safetensors";

    private IReadOnlyList<string> Names => level == AudioLevel.Functionals ? set.FunctionalNames : set.ContourNames;

    /// <summary>Whether a file of that name can be written.</summary>
    public static bool Knows(string path) => Is(path, CsvEnding) || Is(path, TensorsEnding);

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where; .csv has a row per sound (and frame), .safetensors a matrix of all sounds, or one per sound.</param>
    /// <param name="sounds">The sounds, all of them done.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Write(string path, IReadOnlyList<SoundFile> sounds)
    {
        if (Is(path, CsvEnding)) AtomicFile.Write(path, stream => WriteCsv(stream, sounds));
        else Safetensors.Write(path, level == AudioLevel.Functionals ? Matrix(sounds) : Matrices(sounds), Metadata(sounds));
    }

    private static bool Is(string path, string ending) => Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase);

    private void WriteCsv(Stream stream, IReadOnlyList<SoundFile> sounds)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        string[] keys = level == AudioLevel.Functionals ? ["file"] : ["file", "time"];
        writer.WriteLine(string.Join(',', [.. keys, .. Names]));
        foreach (var sound in sounds) WriteRows(writer, Quoted(sound.Name), parts.Read(sound));
    }

    private void WriteRows(StreamWriter writer, string file, SoundFeatures features)
    {
        for (int row = 0; row < features.Rows; row++)
        {
            writer.Write(file);
            if (level == AudioLevel.Contours) WriteNumber(writer, (float)(row * features.FramePeriod));
            foreach (float value in features.Values.AsSpan(row * Names.Count, Names.Count)) WriteNumber(writer, value);
            writer.WriteLine();
        }
    }

    // Without a string per number: an hour of contours has tens of millions.
    private static void WriteNumber(StreamWriter writer, float value)
    {
        Span<char> text = stackalloc char[32];
        _ = value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        writer.Write(',');
        writer.Write(text[..length]);
    }

    private IEnumerable<KeyValuePair<string, StoredTensor>> Matrix(IReadOnlyList<SoundFile> sounds)
    {
        float[] values = [.. sounds.SelectMany(sound => parts.Read(sound).Values)];
        return [new("functionals", StoredTensor.Of(values, sounds.Count, Names.Count))];
    }

    private IEnumerable<KeyValuePair<string, StoredTensor>> Matrices(IReadOnlyList<SoundFile> sounds) => sounds.SelectMany(sound =>
    {
        var features = parts.Read(sound);
        double[] times = [.. Enumerable.Range(0, features.Rows).Select(row => row * features.FramePeriod)];
        return new KeyValuePair<string, StoredTensor>[]
        {
            new($"{sound.Name}/lld", StoredTensor.Of(features.Values, features.Rows, Names.Count)),
            new($"{sound.Name}/time", StoredTensor.Of(times, features.Rows)),
        };
    });

    private Dictionary<string, string> Metadata(IReadOnlyList<SoundFile> sounds) => new()
    {
        ["set"] = set.Name,
        ["names"] = JsonSerializer.Serialize(Names),
        ["files"] = JsonSerializer.Serialize(sounds.Select(sound => sound.Name)),
    };

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
