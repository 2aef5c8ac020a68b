#:project ../src/MultiEmo.Models/MultiEmo.Models.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005;RS0030
// Tokens per second of a network of roberta-base's size with random weights, on 1 thread and on 2:
// dotnet run -c Release benchmarks/roberta.cs -- [repetitions]
using System.Diagnostics;
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
using var untracked = torch.no_grad();
var model = new Roberta(settings);
model.eval();
foreach (int threads in new[] { 1, 2 })
{
    torch.set_num_threads(threads);
    foreach (var (inputs, length) in new[] { (1, 16), (16, 16), (32, 32), (8, 128), (2, 512) }) Measure(threads, inputs, length);
}

void Measure(int threads, int inputs, int length)
{
    var random = new Random(1);
    int[][] ids = [.. Enumerable.Range(0, inputs).Select(_ => Enumerable.Range(0, length).Select(_ => random.Next(5, 50000)).ToArray())];
    var batch = TokenBatch.Of(ids, settings.Padding);
    double best = double.MaxValue;
    for (int i = 0; i <= repetitions; i++)
    {
        using var scope = torch.NewDisposeScope();
        var watch = Stopwatch.StartNew();
        model.call(batch, 1);
        if (i > 0) best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }
    Console.WriteLine($"{threads} threads, {inputs} inputs of {length} tokens: {inputs * length / best:f0} tokens/s");
}
