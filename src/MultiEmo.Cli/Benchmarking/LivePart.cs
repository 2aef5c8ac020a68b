using System.Numerics;
using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Models;
using MultiEmo.Storage;
using Architecture = MultiEmo.Storage.Architecture;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>
/// One more turn of a conversation of thirty, by the managed predictor on one thread. The least that it could take is reading the weights that it
/// uses once, not its operations.
/// </summary>
internal static class LivePart
{
    private const int Turn = 30;

    /// <summary>Measures the turn and the reading, one after the other.</summary>
    public static Timing Run(Workload workload, BenchSettings settings)
    {
        using var run = new TemporaryRun(workload.Architecture);
        var recognizer = LiveRecognizer.Load(run.Path);
        LiveTurn[] turns = [.. Enumerable.Range(0, Turn).Select(turn => Invented(workload.Test, turn))];
        float[] weights = [.. Enumerable.Range(0, recognizer.Model.Size).Select(i => i % 7f)];
        List<double> taken = [], reading = [];
        for (int repetition = 0; repetition < (settings.Quick ? 20 : 100); repetition++)
        {
            settings.Stop.ThrowIfCancellationRequested();
            var conversation = recognizer.Begin();
            for (int turn = 0; turn < Turn - 1; turn++) conversation.Add(Said(turn), turns[turn]);
            reading.Add(settings.Time(() => Sum(weights)));
            taken.Add(settings.Time(() => conversation.Add(Said(Turn - 1), turns[^1])));
        }
        double seconds = BenchSettings.MedianOf(taken);
        string how = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"turn {Turn} on one thread; the floor is {recognizer.Model.Size * sizeof(float) / 1e6:0.0} MB of weights read once");
        return new(1, workload.Operations.Forward([1]), seconds, how, BenchSettings.MedianOf(reading));
    }

    private static Utterance Said(int turn) => new(turn, turn % 2 == 0 ? "Ada" : "Bob", "");

    private static LiveTurn Invented(ConversationDataset data, int row) => Modalities.All.Aggregate(
        new LiveTurn(Said(row).Speaker),
        (turn, modality) => data.Features(modality) is { } matrix ? turn.With(modality, matrix.Row(row % matrix.Rows).ToArray()) : turn);

    // As fast as one thread reads: eight sums, so that none waits for another.
    private static float Sum(float[] numbers)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int i = 0; i + 8 <= vectors.Length; i += 8)
        {
            (a, b, c, d) = (a + vectors[i], b + vectors[i + 1], c + vectors[i + 2], d + vectors[i + 3]);
            (e, f, g, h) = (e + vectors[i + 4], f + vectors[i + 5], g + vectors[i + 6], h + vectors[i + 7]);
        }
        return Vector.Sum(a + b + c + d + e + f + g + h);
    }

    // A finished run whose weights are those of the start.
    private sealed class TemporaryRun : IDisposable
    {
        public TemporaryRun(Architecture architecture)
        {
            var run = new RunFolder(Path);
            var seed = run.Seed(1);
            Directory.CreateDirectory(seed.Features);
            using var model = Network.Create(architecture);
            Checkpoint.Save(model, seed.Model);
            File.WriteAllText(run.Recipe, "{}");
            Json.Write(seed.Architecture, architecture);
            Json.Write(seed.Calibration, new RunCalibration(1));
            Json.Write(seed.Metrics(Split.Dev), new Dictionary<string, double> { ["weighted_f1"] = 0.5 });
            FeatureEntry[] features = [.. architecture.Modalities.Select(modality => new FeatureEntry(
                modality.Name(), modality, architecture.WidthOf(modality)!.Value, "invented", "given", new Dictionary<string, string>()))];
            Json.Write(System.IO.Path.Combine(seed.Features, "data.json"),
                new RunData("invented", null, "", new EmotionSet("invented", architecture.Labels), features));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("multiemo-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
