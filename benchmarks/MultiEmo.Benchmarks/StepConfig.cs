using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MultiEmo.Benchmarks;

/// <summary>
/// How the steps are measured: in this process, since a build of BenchmarkDotNet's own would not find libtorch's natives; few iterations, since a
/// step takes long. Tables go into benchmarks/results.
/// </summary>
public static class StepConfig
{
    /// <summary>The configuration of the program.</summary>
    public static IConfig Create() => Create(Job.ShortRun.WithWarmupCount(1).WithIterationCount(5), Folder(), ConsoleLogger.Default);

    /// <summary>A configuration with a job and a folder of its own.</summary>
    /// <param name="job">How often everything runs.</param>
    /// <param name="folder">Where the folder results comes to lie.</param>
    /// <param name="logger">Takes what BenchmarkDotNet says.</param>
    public static IConfig Create(Job job, string folder, ILogger logger) => ManualConfig.CreateEmpty()
        .AddJob(job.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true)))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(logger)
        .WithArtifactsPath(folder)
        .WithOptions(ConfigOptions.DisableLogFile);

    // The folder benchmarks of the repository that this was built from.
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultiEmo.slnx"))) folder = folder.Parent;
        return folder is null ? Environment.CurrentDirectory : Path.Combine(folder.FullName, "benchmarks");
    }
}
