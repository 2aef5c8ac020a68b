using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>Passes progress on as it comes.</summary>
public sealed class Listener(Action<TrainingProgress>? told) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => told?.Invoke(value);
}
