namespace MultiEmo.Conversations;

/// <summary>The three splits of a corpus.</summary>
public enum Split
{
    /// <summary>What a model and every fitted statistic learn from.</summary>
    Train,

    /// <summary>The validation split (<c>dev</c> on disk): what settings, epochs and temperatures are chosen on.</summary>
    Dev,

    /// <summary>What results are reported on, and nothing else.</summary>
    Test,
}

/// <summary>Names of splits, as corpora and users write them.</summary>
public static class Splits
{
    /// <summary>The split of a name: train, dev or test, or training, valid, validation, val, development, testing; null when unknown.</summary>
    public static Split? Parse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "train" or "training" => Split.Train,
        "dev" or "development" or "valid" or "validation" or "val" => Split.Dev,
        "test" or "testing" => Split.Test,
        _ => null,
    };

    /// <summary>The name on disk: train, dev or test.</summary>
    public static string Name(this Split split) => split switch
    {
        Split.Train => "train",
        Split.Dev => "dev",
        _ => "test",
    };
}
