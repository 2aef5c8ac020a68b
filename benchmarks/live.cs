#:project ../src/MultiEmo.Live/MultiEmo.Live.csproj
#:project ../src/MultiEmo.Models/MultiEmo.Models.csproj
#:property PublishAot=false
#:property AllowUnsafeBlocks=true
#:property NoWarn=CS1591;IDE0005;RS0030
// A live turn on one thread beside one reading of the weights that it uses, in turn, of a forward-only and of a bidirectional model; then a
// conversation of 2000 turns:
// dotnet run -c Release benchmarks/live.cs -- [REPETITIONS]
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp;
using Architecture = MultiEmo.Storage.Architecture;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int repetitions = args.Length > 0 ? int.Parse(args[0]) : 200;
var chance = new Random(1);
torch.set_num_threads(1);
var meld = new Architecture { Labels = EmotionSet.Meld.Labels, Text = 768, Audio = 512, Visual = 1000 };
var iemocap = meld with { Labels = EmotionSet.Iemocap.Labels, Classifier = 256, Bidirectional = true, TextContext = true };
Turns("forward only, as for MELD", meld);
Turns("bidirectional, as for IEMOCAP", iemocap);
Whole(meld, 2000);

void Turns(string title, Architecture architecture)
{
    using var folder = new RandomRun(architecture);
    var recognizer = LiveRecognizer.Load(folder.Path);
    var weights = new float[recognizer.Model.Size];
    for (int i = 0; i < weights.Length; i++) weights[i] = chance.NextSingle();
    Console.WriteLine($"{title}: a turn reads {recognizer.Model.Size * 4e-6:0.0} MB of weights");
    foreach (int turn in (int[])[1, 30, 100])
    {
        List<double> turns = [], readings = [], ratios = [];
        int count = Math.Max(10, repetitions * 10 / (architecture.Bidirectional ? 10 * turn : Math.Max(10, turn)));
        for (int repetition = -5; repetition < count; repetition++)
        {
            var conversation = recognizer.Begin();
            var said = Enumerable.Range(0, turn).Select(_ => Turn(architecture)).ToArray();
            for (int before = 0; before + 1 < turn; before++) conversation.Add(new Utterance(before, Name(before), ""), said[before]);
            double reading = Time(() => Sum(weights)), time = Time(() => conversation.Add(new Utterance(turn, Name(turn), ""), said[^1]));
            if (repetition < 0) continue;
            turns.Add(time);
            readings.Add(reading);
            ratios.Add(time / reading);
        }
        Console.WriteLine($"  turn {turn,3}: {1e3 * Median(turns):0.00} ms, the weights read once {1e3 * Median(readings):0.00} ms "
            + $"({recognizer.Model.Size * 4e-9 / Median(readings):0.0} GB/s): {Median(ratios):0.00} times");
    }
}

void Whole(Architecture architecture, int count)
{
    using var folder = new RandomRun(architecture);
    var recognizer = LiveRecognizer.Load(folder.Path);
    var turns = Enumerable.Range(0, count).Select(turn => Turn(architecture) with { Speaker = Name(turn) }).ToArray();
    recognizer.Model.Logits(turns[..100]);
    Console.WriteLine($"a conversation of {count} turns at once: {Time(() => recognizer.Model.Logits(turns)):0.00} s on one thread");
    var conversation = recognizer.Begin();
    double one = Time(() =>
    {
        foreach (var (place, turn) in turns.Index()) conversation.Add(new Utterance(place, turn.Speaker, ""), turn);
    });
    Console.WriteLine($"the same turn by turn: {one:0.00} s");
}

LiveTurn Turn(Architecture architecture) => Modalities.All.Aggregate(new LiveTurn("Ada"), (turn, modality) =>
    turn.With(modality, [.. Enumerable.Range(0, architecture.WidthOf(modality)!.Value).Select(_ => chance.NextSingle() - 0.5f)]));

static string Name(int turn) => turn % 2 == 0 ? "Ada" : "Bob";

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static double Time(Action work)
{
    long start = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

// As fast as one thread reads: eight sums, so that none waits for another.
static float Sum(float[] numbers)
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

internal sealed class RandomRun : IDisposable
{
    public RandomRun(Architecture architecture)
    {
        var run = new RunFolder(Path);
        var seed = run.Seed(1);
        Directory.CreateDirectory(seed.Features);
        using var model = new MultiEmoModel(architecture);
        Checkpoint.Save(model, seed.Model);
        File.WriteAllText(run.Recipe, "{}");
        Json.Write(seed.Architecture, architecture);
        Json.Write(seed.Calibration, new RunCalibration(1));
        Json.Write(seed.Metrics(Split.Dev), new Dictionary<string, double> { ["weighted_f1"] = 0.5 });
        FeatureEntry[] features = [.. architecture.Modalities.Select(modality => new FeatureEntry(
            modality.Name(), modality, architecture.WidthOf(modality)!.Value, "chance", "given", new Dictionary<string, string>()))];
        Json.Write(System.IO.Path.Combine(seed.Features, "data.json"),
            new RunData("chance", null, "", new EmotionSet("chance", architecture.Labels), features));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("multiemo-live-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
