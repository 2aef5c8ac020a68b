using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>A finished run whose weights are those of the start.</summary>
internal sealed class TemporaryRun : IDisposable
{
    /// <summary>Writes it.</summary>
    /// <param name="architecture">Of its model.</param>
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

    /// <summary>Its folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("multiemo-bench-").FullName;

    /// <summary>Deletes it.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
