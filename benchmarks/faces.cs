#:project ../src/MultiEmo.Models/MultiEmo.Models.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005;RS0030
// Pictures and faces per second of the detector, of ResNet-101 (random weights) and of both together, on 1 thread and on 2, each step in turn with
// facenet-pytorch and torchvision under Python on the same pixels (benchmarks/faces.py):
// dotnet run -c Release benchmarks/faces.cs -- WEIGHTS IMAGES [FACENET] [REPETITIONS]
// WEIGHTS holds mtcnn/*.pt, IMAGES is a safetensors file of uint8 pictures [Y, X, 3], FACENET a folder facenet_pytorch with its program.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using MultiEmo.Features.Video;
using MultiEmo.Models;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Storage;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string weights = args[0], images = args[1];
string? facenet = args.Length > 2 && args[2].Length > 0 ? args[2] : null;
int repetitions = args.Length > 3 ? int.Parse(args[3]) : 7;
const int Faces = 8;
var pictures = Safetensors.Read(images).Tensors.ToDictionary(pair => pair.Key, pair =>
    new Frame((int)pair.Value.Shape[1], (int)pair.Value.Shape[0], pair.Value.Bytes));
string[] wanted = ["multiface", "video_frame040", "single_paul_rudd"];
string[] names = [.. pictures.Keys.Intersect(wanted).DefaultIfEmpty(pictures.Keys.First())];
using var network = RandomNetwork();
using var detector = FaceDetector.Load(weights);
using var both = new VisExtNet(detector, network);
var grey = new FaceCrop([.. Enumerable.Repeat((byte)140, FaceCrop.Size)]);
FaceCrop[] crops = [.. Enumerable.Repeat(grey, Faces)];
using var other = facenet is null ? null : Python();

foreach (int threads in new[] { 1, 2 })
{
    torch.set_num_threads(threads);
    Ask($"threads {threads}");
    foreach (string name in names)
        Measure($"{threads} threads, faces of {name} ({Size(name)})", $"detect {name}", 1, () => detector.Detect(pictures[name]));
    Measure($"{threads} threads, ResNet-101 on {Faces} faces", $"network {Faces}", Faces, () => network.Vectors(crops));
    foreach (string name in names)
        Measure($"{threads} threads, vector of {name}", $"visextnet {name}", 1, () => both.Vector([pictures[name]]));
}

void Measure(string what, string line, int pieces, Action step)
{
    List<double> ours = [], theirs = [];
    for (int i = 0; i <= repetitions; i++)
    {
        var watch = Stopwatch.StartNew();
        step();
        double seconds = watch.Elapsed.TotalSeconds, answer = Ask(line);
        if (i == 0) continue;
        ours.Add(seconds);
        theirs.Add(answer);
    }
    Console.Write($"{what}: {pieces / Median(ours):f2}/s");
    if (other is not null) Console.Write($", in Python {pieces / Median(theirs):f2}/s");
    Console.WriteLine(other is null ? "" : $", ratio of medians {Median(theirs) / Median(ours):f2}, of the best {theirs.Min() / ours.Min():f2}");
}

string Size(string name) => $"{pictures[name].Width} x {pictures[name].Height}";

double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

double Ask(string line)
{
    if (other is null) return double.NaN;
    other.StandardInput.WriteLine(line);
    return double.Parse(other.StandardOutput.ReadLine()!);
}

// OpenBLAS of Debian 12 does not know newer processors: it must be told which kernels to take.
Process Python()
{
    var start = new ProcessStartInfo("/usr/bin/python3", ["benchmarks/faces.py", facenet!, images]);
    (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
    foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("OPENBLAS_", StringComparison.Ordinal)).ToArray())
        start.Environment.Remove(variable);
    start.Environment["OPENBLAS_CORETYPE"] = Avx512F.IsSupported ? "SkylakeX" : "Haswell";
    return Process.Start(start)!;
}

FaceNetwork RandomNetwork()
{
    string file = Path.Combine(Path.GetTempPath(), $"resnet101-{Environment.ProcessId}.safetensors");
    try
    {
        using var random = new ResNet(ResNetSettings.Layers101);
        Safetensors.Write(file, [.. random.state_dict().Select(pair => KeyValuePair.Create(pair.Key, Checkpoint.Store(pair.Value)))]);
        return FaceNetwork.Load(file, null);
    }
    finally
    {
        File.Delete(file);
    }
}
