using System.Buffers.Binary;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>
/// Lets a user's SMILExtract make the vector of each sound. Values come from its HTK file, which has them to the bit, their names from its CSV.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="ffmpeg">Decodes what is no WAV file; null: there are no other files.</param>
public sealed class SmileExtractor(SmileProgram program, Ffmpeg? ffmpeg = null) : IItemExtractor<Clip>
{
    private const int HtkHead = 12, Told = 3, Widest = 200;
    private readonly string folder = Directory.CreateTempSubdirectory("multiemo-smile-").FullName;

    private string Htk => Path.Combine(folder, "values.htk");

    private string Csv => Path.Combine(folder, "names.csv");

    /// <summary>The names of the values, as the program gives them for a made-up sound: whether it works is known before the work begins.</summary>
    /// <exception cref="BadInputException">The program fails, or gives another number of vectors than one.</exception>
    public static IReadOnlyList<string> Names(SmileProgram program, CancellationToken stop)
    {
        using var extractor = new SmileExtractor(program);
        string sound = Path.Combine(extractor.folder, "probe.wav");
        WaveWriter.Write(sound, Probe.Rate, [Probe.Samples()]);
        int width = extractor.Run(sound, stop).Length;
        string[] names = [.. File.ReadLines(extractor.Csv).First().Split(';').Where(name => name is not ("name" or "frameTime" or "frameIndex"))];
        if (names.Length == width) return names;
        throw program.Fault($"names {names.Length} values and gives {width}", "take a configuration whose CSV and HTK files have the same values");
    }

    /// <inheritdoc/>
    public void Extract(Clip source, PartWriter part, CancellationToken stop)
    {
        using var reader = ClipSound.Open(source, ffmpeg, stop);
        string sound = Path.GetFullPath(source.Path);
        bool whole = source.Start is null && source.End is null && MediaKind.IsWave(source.Path);
        if (!whole) WaveWriter.Write(sound = Path.Combine(folder, "turn.wav"), reader.SampleRate, reader.Blocks(stop));
        part.Write(Run(sound, stop));
        part.Remark = reader.Remark;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private float[] Run(string sound, CancellationToken stop)
    {
        File.Delete(Htk);
        File.Delete(Csv);
        string[] outputs = ["-htkoutput", Htk, "-csvoutput", Csv, "-timestampcsv", "0"];
        var ran = program.Run(folder, ["-C", program.Configuration, "-I", sound, .. outputs, "-l", "1"], stop);
        if (ran.ExitCode != 0)
            throw program.Fault($"ended with code {ran.ExitCode}{Said(ran.Error)}", "look at the sound, or run the program on it yourself", sound);
        if (!File.Exists(Htk)) throw program.Fault($"gave no values{Said(ran.Error)}", "is the sound shorter than a frame?", sound);
        return Vector(File.ReadAllBytes(Htk), sound);
    }

    // Samples, their period, bytes of a sample and a kind, then the samples; all of it big-endian.
    private float[] Vector(byte[] htk, string sound)
    {
        int rows = htk.Length > HtkHead ? BinaryPrimitives.ReadInt32BigEndian(htk) : 0;
        if (rows != 1)
            throw program.Fault($"gave {rows} vectors where a sound has one", "take a configuration of functionals over the whole sound", sound);
        var values = new float[(htk.Length - HtkHead) / sizeof(float)];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleBigEndian(htk.AsSpan(HtkHead + (i * sizeof(float))));
        return values;
    }

    private static string Said(string error)
    {
        string[] lines = [.. error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(Told)];
        return lines.Length == 0 ? "" : $": {string.Join(" | ", lines.Select(line => line.Length > Widest ? line[..Widest] + "…" : line))}";
    }
}
