using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using MultiEmo.Benchmarks;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Every benchmark runs, once and on next to nothing.</summary>
public class BenchmarkTests
{
    [Fact]
    public void Every_step_has_a_small_one() =>
        Assert.Equal(Steps.All.Order(ByName), TinySteps.All.Select(tiny => tiny.BaseType!).Order(ByName));

    [Fact]
    public void Every_benchmark_runs_and_leaves_a_table()
    {
        using var folder = new TemporaryFolder();
        var config = StepConfig.Create(Job.Dry, folder.Path, NullLogger.Instance);

        foreach (var step in TinySteps.All)
        {
            var summary = BenchmarkRunner.Run(step, config);

            Assert.False(summary.HasCriticalValidationErrors, string.Join('\n', summary.ValidationErrors.Select(error => error.Message)));
            Assert.All(summary.Reports, report => Assert.True(report.Success, report.BenchmarkCase.DisplayInfo));
            Assert.NotEmpty(summary.Reports);
            Assert.Single(Directory.GetFiles(folder.File("results"), $"*.{step.Name}-report-github.md"));
        }
    }

    private static Comparer<Type> ByName { get; } = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
