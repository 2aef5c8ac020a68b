using System.Globalization;
using System.Text;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>Writes the features of sounds into one file, CSV or safetensors by its ending.</summary>
/// <param name="set">The features' set.</param>
/// <param name="level">Functionals or contours.</param>
/// <param name="parts">Where the sounds' features are kept.</param>
public sealed class SoundTable(SoundSet set, AudioLevel level, PartFolder parts)
{
    private const string CsvEnding = ".csv";
    private const string TensorsEnding = ".safetensors";

    private IReadOnlyList<string> Names => set.Names(level);

    /// <summary>Whether a file of that name can be written.</summary>
    public static bool Knows(string path) => Is(path, CsvEnding) || Is(path, TensorsEnding);

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where; .csv has a row per sound (and frame), .safetensors a matrix of all sounds, or one per sound.</param>
    /// <param name="sounds">The sounds, all of them done.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Write(string path, IReadOnlyList<WorkItem<Clip>> sounds)
    {
        if (Is(path, CsvEnding)) AtomicFile.Write(path, stream => WriteCsv(stream, sounds));
        else Safetensors.WriteStreamed(path, level == AudioLevel.Functionals ? Matrix(sounds) : [.. sounds.SelectMany(Matrices)], Metadata(sounds));
    }

    private static bool Is(string path, string ending) => Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase);

    private void WriteCsv(Stream stream, IReadOnlyList<WorkItem<Clip>> sounds)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        string[] keys = level == AudioLevel.Functionals ? ["file"] : ["file", "time"];
        writer.WriteLine(string.Join(',', [.. keys, .. Names]));
        foreach (var sound in sounds) WriteRows(writer, sound);
    }

    private void WriteRows(StreamWriter writer, WorkItem<Clip> sound)
    {
        using var part = parts.Open(sound);
        string file = CsvCell.Quoted(sound.Source.Name);
        float[] values = new float[part.Width];
        for (long row = 0; row < part.Rows; row++)
        {
            part.Read(values);
            writer.Write(file);
            if (level == AudioLevel.Contours) WriteNumber(writer, (float)(row * part.Period));
            foreach (float value in values) WriteNumber(writer, value);
            writer.WriteLine();
        }
    }

    // Without a string per number: an hour of contours has tens of millions.
    private static void WriteNumber(StreamWriter writer, float value)
    {
        Span<char> text = stackalloc char[32];
        writer.Write(',');
        if (float.IsNaN(value)) return;
        _ = value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }

    private StreamedTensor[] Matrix(IReadOnlyList<WorkItem<Clip>> sounds)
    {
        long[] shape = [sounds.Count, Names.Count];
        if (set.HasBlanks) return [Values(shape, sounds), Present(shape, sounds)];
        return [new("functionals", "F32", shape, stream =>
        {
            foreach (var sound in sounds) Copy(sound, stream);
        })];
    }

    // 0 in place of a blank, and a tensor that tells which are there.
    private StreamedTensor Values(long[] shape, IReadOnlyList<WorkItem<Clip>> sounds) => new("functionals", "F32", shape, stream =>
    {
        foreach (float value in Rows(sounds)) stream.Write(BitConverter.GetBytes(float.IsNaN(value) ? 0 : value));
    });

    private StreamedTensor Present(long[] shape, IReadOnlyList<WorkItem<Clip>> sounds) => new("present", "U8", shape, stream =>
    {
        foreach (float value in Rows(sounds)) stream.WriteByte(float.IsNaN(value) ? (byte)0 : (byte)1);
    });

    private IEnumerable<float> Rows(IReadOnlyList<WorkItem<Clip>> sounds)
    {
        foreach (var sound in sounds)
        {
            using var part = parts.Open(sound);
            foreach (float value in part.ReadRow(0)) yield return value;
        }
    }

    private IEnumerable<StreamedTensor> Matrices(WorkItem<Clip> sound)
    {
        using var part = parts.Open(sound);
        var (rows, period) = (part.Rows, part.Period);
        return
        [
            new($"{sound.Source.Name}/lld", "F32", [rows, part.Width], stream => Copy(sound, stream)),
            new($"{sound.Source.Name}/time", "F64", [rows], stream =>
            {
                for (long row = 0; row < rows; row++) stream.Write(BitConverter.GetBytes(row * period));
            }),
        ];
    }

    private void Copy(WorkItem<Clip> sound, Stream stream)
    {
        using var part = parts.Open(sound);
        part.CopyTo(stream);
    }

    private Dictionary<string, string> Metadata(IReadOnlyList<WorkItem<Clip>> sounds) => new()
    {
        ["set"] = set.Name,
        ["names"] = JsonSerializer.Serialize(Names),
        ["files"] = JsonSerializer.Serialize(sounds.Select(sound => sound.Source.Name)),
    };
}
