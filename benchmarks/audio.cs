#:project ../src/MultiEmo.Training/MultiEmo.Training.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005
// Speech features of one minute of sound on one thread, and on two at once, beside what the machine multiplies:
// dotnet run -c Release benchmarks/audio.cs -- [recording.wav]
using System.Diagnostics;
using MultiEmo.Audio;
using TorchSharp;

const int Runs = 5;
var sound = args.Length > 0 ? Waveform.Read(args[0]) : SyntheticMinute();
double seconds = sound.Duration.TotalSeconds;
Console.WriteLine($"{seconds:0.0} s at {sound.SampleRate} Hz; {Products():0} GFLOP/s of float32 products on one thread");
foreach (var set in AudioSet.All)
{
    var features = new AudioFeatures(set);
    void Extract() => features.Extract(sound);
    void ExtractTwice() => Task.WaitAll(Task.Run(Extract), Task.Run(Extract));
    // Until the code that runs is the optimised one.
    for (int warm = 0; warm < 6; warm++) ExtractTwice();
    double one = Median(Extract), two = Median(ExtractTwice), contours = Median(() => features.ExtractContours(sound));
    Console.WriteLine(
        $"{set.Name,-10} {one:0.000} s, {seconds / one:0}x real time; contours alone {seconds / contours:0}x; two jobs {2 * one / two:0.00}x one");
}

// The voices of the repository that have 16,000 samples a second, over and over.
static Waveform SyntheticMinute()
{
    var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
    while (!File.Exists(Path.Combine(folder.FullName, "MultiEmo.slnx")))
        folder = folder.Parent ?? throw new InvalidOperationException("run it in the repository");
    string wavs = Path.Combine(folder.FullName, "tests", "golden", "opensmile_synthetic", "wavs");
    var files = Directory.GetFiles(wavs, "*_16k.wav").Order(StringComparer.Ordinal);
    float[] voices = [.. files.SelectMany(path => Waveform.Read(path).Samples.ToArray())];
    return new Waveform(Enumerable.Range(0, 60 * 16000).Select(i => voices[i % voices.Length]).ToArray(), 16000);
}

static double Median(Action work) => Enumerable.Range(0, Runs).Select(_ => Time(work)).Order().ElementAt(Runs / 2);

static double Time(Action work)
{
    var watch = Stopwatch.StartNew();
    work();
    return watch.Elapsed.TotalSeconds;
}

static double Products()
{
    torch.set_num_threads(1);
    const int Size = 1024;
    using var a = torch.rand(Size, Size);
    using var b = torch.rand(Size, Size);
    void Multiply() => a.matmul(b).Dispose();
    for (int warm = 0; warm < 3; warm++) Multiply();
    return 2.0 * Size * Size * Size / Median(Multiply) / 1e9;
}
