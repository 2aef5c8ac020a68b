namespace MultiEmo.Models.Text;

/// <summary>Dropout rates of a small encoder while it is trained.</summary>
public sealed record SmallEncoderDropout
{
    /// <summary>Of whole words.</summary>
    public double Words { get; init; } = 0.1;

    /// <summary>Of the values of words' vectors.</summary>
    public double Embedding { get; init; } = 0.3;

    /// <summary>Of the states of the recurrence.</summary>
    public double State { get; init; } = 0.3;

    /// <summary>Of the utterance's vector, before the heads.</summary>
    public double Vector { get; init; } = 0.3;
}
