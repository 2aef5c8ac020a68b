namespace MultiEmo.Features.Extraction;

/// <summary>How far an extraction is.</summary>
/// <param name="Total">Items in all.</param>
/// <param name="Found">Items that were done before it began.</param>
/// <param name="Done">Items that are done, those found and those that failed among them.</param>
/// <param name="Failed">Items that cannot be used.</param>
/// <param name="Elapsed">Since it began.</param>
public sealed record JobProgress(int Total, int Found, int Done, int Failed, TimeSpan Elapsed)
{
    /// <summary>Items per second of those that were to be done; 0 while none is.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Done - Found) / Elapsed.TotalSeconds : 0;

    /// <summary>The time that is left if the others take as long; null while no item is done.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds((Total - Done) / Rate) : null;
}
