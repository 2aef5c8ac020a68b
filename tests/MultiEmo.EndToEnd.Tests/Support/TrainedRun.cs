namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>
/// A folder with a tiny corpus in <c>corpus</c> and a trained, evaluated run of two seeds in <c>run</c>; made once, changed by no test.
/// </summary>
public sealed class TrainedRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Prepares, extracts, trains and evaluates.</summary>
    public TrainedRun()
    {
        new TinyCorpus().Prepare(folder.Path);
        Training = Tool.Run(folder.Path, TinyCorpus.Training("run", 3, "--seeds", "1-2")).Succeeded();
        Evaluation = Tool.Run(folder.Path, "evaluate", "run", "--threads", "1", "--json").Succeeded();
    }

    /// <summary>Where everything lies.</summary>
    public string Path => folder.Path;

    /// <summary>What train showed.</summary>
    public Outcome Training { get; }

    /// <summary>What evaluate showed.</summary>
    public Outcome Evaluation { get; }

    /// <summary>The path of something in it.</summary>
    public string File(params string[] parts) => folder.File(parts);

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
