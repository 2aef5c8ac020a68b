#:project ../src/MultiEmo.Models/MultiEmo.Models.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005;RS0030
// Tokens per second of a network of roberta-base's size with random weights, here and beside it in Python's PyTorch (benchmarks/roberta_torch.py),
// turn by turn, on 1 thread and on 2:
// OPENBLAS_CORETYPE=SkylakeX dotnet run -c Release benchmarks/roberta.cs -- [repetitions] [folder of MELD's CSVs] [folder of RoBERTa's tokenizer]
// With MELD also 32 utterances in their context and 256 alone, each program in its own batches: here by length, there in the corpus' order, 16 at
// a time.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using TorchSharp;

int repetitions = args.Length > 0 ? int.Parse(args[0]) : 3;
var settings = new RobertaSettings
{
    Vocabulary = 50265,
    Width = 768,
    Layers = 12,
    Heads = 12,
    Hidden = 3072,
    Positions = 514,
    Types = 1,
    Epsilon = 1e-5,
};
var random = new Random(1);
using var untracked = torch.no_grad();
var model = new Roberta(settings);
model.eval();
(int Inputs, int Length)[] shapes = [(1, 16), (16, 16), (32, 32), (8, 128), (2, 512)];
List<Case> cases = [.. shapes.Select(Equal)];
if (args.Length > 2)
{
    cases.Add(Own("32 utterances in context", 32, new ContextOptions()));
    cases.Add(Own("256 utterances alone", 256, new ContextOptions { Past = 0, Future = 0 }));
}
string file = Path.GetTempFileName();
File.WriteAllText(file, JsonSerializer.Serialize(cases.Select(each => each.There)));
foreach (int threads in new[] { 1, 2 })
{
    torch.set_num_threads(threads);
    using var other = Python(file, threads);
    foreach (var (index, each) in cases.Index().Reverse()) Compare(threads, index, each, other);
    other.StandardInput.Close();
}
File.Delete(file);

void Compare(int threads, int index, Case one, Process other)
{
    double here = double.MaxValue, there = double.MaxValue;
    for (int i = 0; i <= repetitions; i++)
    {
        double mine = Here(one);
        other.StandardInput.WriteLine(index);
        double theirs = double.Parse(other.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        if (i > 0) (here, there) = (Math.Min(here, mine), Math.Min(there, theirs));
    }
    Console.WriteLine($"{threads} threads, {one.Name}: {one.Tokens / here:f0} tokens/s here, {one.Tokens / there:f0} there, ratio {there / here:f2}");
}

double Here(Case one)
{
    var watch = Stopwatch.StartNew();
    foreach (int[][] inputs in one.Here)
    {
        using var scope = torch.NewDisposeScope();
        var batch = TokenBatch.Of(inputs, settings.Padding);
        if (one.First) _ = model.First(batch, settings.Layers).data<float>()[0];
        else _ = model.call(batch, 1).Last.data<float>()[0];
    }
    return watch.Elapsed.TotalSeconds;
}

Case Equal((int Inputs, int Length) shape)
{
    int[] Input() => [.. Enumerable.Range(0, shape.Length).Select(_ => random.Next(5, 50000))];
    int[][] inputs = [.. Enumerable.Range(0, shape.Inputs).Select(_ => Input())];
    return new($"{shape.Inputs} inputs of {shape.Length} tokens", shape.Inputs * shape.Length, false, [inputs], [inputs]);
}

Case Own(string name, int count, ContextOptions options)
{
    var context = new UtteranceContext(BytePairTokenizer.Load(args[2]), options);
    int[][] inputs = [.. Meld.Read(args[1]).Of(Split.Dev).SelectMany(context.Inputs).Take(count)];
    int[] lengths = [.. inputs.Select(input => input.Length)];
    var batches = LengthBatches.Of(Enumerable.Range(0, count), lengths, new RobertaOptions().Tokens);
    int[][][] planned = [.. batches.Select(batch => batch.Select(i => inputs[i]).ToArray())];
    int[] Padded(int[] input, int length) => [.. input, .. Enumerable.Repeat(settings.Padding, length - input.Length)];
    int[][][] inOrder = [.. inputs.Chunk(16).Select(chunk => chunk.Select(input => Padded(input, chunk.Max(each => each.Length))).ToArray())];
    int Padding(int[][][] each) => each.Sum(batch => batch.Length * batch.Max(input => input.Length)) - lengths.Sum();
    string padding = $"{lengths.Sum()} tokens and {Padding(planned)} of padding here, {Padding(inOrder)} there";
    return new($"{name} ({padding})", lengths.Sum(), true, planned, inOrder);
}

Process Python(string cases, int threads)
{
    var start = new ProcessStartInfo("/usr/bin/python3", ["benchmarks/roberta_torch.py", cases, threads.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    };
    var process = Process.Start(start)!;
    if (process.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException("Python's PyTorch did not start");
    return process;
}

// First: whether the first token's state is wanted, and no other. Here: the batches of this program. There: those of the other, padded.
internal sealed record Case(string Name, int Tokens, bool First, int[][][] Here, int[][][] There);
