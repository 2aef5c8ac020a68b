using BenchmarkDotNet.Running;
using MultiEmo.Benchmarks;

BenchmarkSwitcher.FromTypes(Steps.All).Run(args, StepConfig.Create());
