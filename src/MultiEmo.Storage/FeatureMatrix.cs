namespace MultiEmo.Storage;

/// <summary>One modality's features of a corpus: a row per turn, in the order of the turns in conversations.jsonl.</summary>
/// <param name="Values">Row-major, N x D; the row of an absent turn holds zeros that nobody reads.</param>
/// <param name="Present">Per row, whether the turn has this modality.</param>
/// <param name="Width">D, at least 1.</param>
public sealed record FeatureMatrix(float[] Values, bool[] Present, int Width)
{
    /// <summary>The number of rows, N.</summary>
    public int Rows => Present.Length;

    /// <summary>The vector of one turn.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>Some rows that lie together.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public FeatureMatrix Slice(int first, int count) =>
        new(Values[(first * Width)..((first + count) * Width)], Present[first..(first + count)], Width);

    /// <summary>The same rows, of which some are absent too.</summary>
    public FeatureMatrix Without(Func<int, bool> row) => this with { Present = [.. Present.Select((there, index) => there && !row(index))] };
}
