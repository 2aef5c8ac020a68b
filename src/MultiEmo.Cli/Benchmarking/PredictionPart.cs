using MultiEmo.Models;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>Emotions of many conversations at once, from their features.</summary>
internal static class PredictionPart
{
    /// <summary>Measures the prediction of a workload's test conversations.</summary>
    public static Timing Run(Workload workload, BenchSettings settings)
    {
        using var model = Network.Create(workload.Architecture);
        model.eval();
        using var held = Network.Hold(model);      // as the library's recognizer does
        var data = workload.Test;
        int[][] batches = [.. Inference.ByLength(data, workload.Recipe.Training.Batch)];
        void Predict() => Inference.Logits(model, data, batches, CPU, settings.Stop);
        settings.WarmUp(Predict);
        double operations = batches.Sum(batch => workload.Operations.Forward(Workload.Lengths(data, batch)));
        return new(data.Turns, operations, settings.Median(Predict), $"{data.Count} conversations, the median of some runs");
    }
}
