using System.Globalization;
using System.Text;
using System.Text.Json;
using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Tables;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>Writes the features of sounds into one file, CSV or safetensors by its ending.</summary>
/// <param name="set">The features' set.</param>
/// <param name="level">Functionals or contours.</param>
/// <param name="parts">Where the sounds' features are kept.</param>
public sealed class SoundTable(AudioSet set, AudioLevel level, PartFolder parts)
{
    private const string CsvEnding = ".csv";
    private const string TensorsEnding = ".safetensors";

    private IReadOnlyList<string> Names => SoundExtractor.Names(set, level);

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
        _ = value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        writer.Write(',');
        writer.Write(text[..length]);
    }

    private StreamedTensor[] Matrix(IReadOnlyList<WorkItem<Clip>> sounds) =>
        [new("functionals", "F32", [sounds.Count, Names.Count], stream =>
        {
            foreach (var sound in sounds) Copy(sound, stream);
        })];

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
