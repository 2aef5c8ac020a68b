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
}
