namespace MultiEmo.Cli.Terminal;

/// <summary>Shows the stages of an analysis, one after the other, each with what is done of it.</summary>
internal sealed class StageView : IProgress<AnalysisProgress>, IDisposable
{
    private JobView? view;
    private string? stage;

    /// <inheritdoc/>
    public void Report(AnalysisProgress value)
    {
        if (value.Stage != stage)
        {
            Dispose();
            (stage, view) = (value.Stage, value.Items is null ? null : new JobView($"utterances ({value.Stage})"));
            if (value.Items is null) Screen.Step(value.Stage);
        }
        if (value.Items is { } items) view?.Report(items);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view?.Dispose();
        view = null;
    }
}
