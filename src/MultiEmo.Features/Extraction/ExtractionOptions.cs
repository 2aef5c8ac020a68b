namespace MultiEmo.Features.Extraction;

/// <summary>How the work of an extraction is done; none of it changes a number of the result.</summary>
public sealed record ExtractionOptions
{
    /// <summary>Items at a time, at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Only this share of the items is done, and kept for the run that puts all together; null: all of them.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether leftovers of other settings are an error rather than a remark.</summary>
    public bool Resume { get; init; }

    /// <summary>Told of every item.</summary>
    public IProgress<JobProgress>? Progress { get; init; }

    /// <summary>Told a sentence for the user now and then.</summary>
    public IProgress<string>? Remarks { get; init; }

    /// <summary>Tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
