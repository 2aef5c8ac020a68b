namespace MultiEmo.Features.Text;

/// <summary>
/// How an utterance and its neighbours become one input; the defaults are EmoBERTa's: as many turns on either side as there is room for.
/// </summary>
public sealed record ContextOptions
{
    /// <summary>The most turns before the utterance.</summary>
    public int Past { get; init; } = 1000;

    /// <summary>The most turns after it.</summary>
    public int Future { get; init; } = 1000;

    /// <summary>How the speaker's name stands before each turn.</summary>
    public SpeakerNames Speakers { get; init; } = SpeakerNames.Upper;

    /// <summary>The most tokens of an input, special ones included; what is farthest from the utterance is left out first.</summary>
    public int Budget { get; init; } = 512;
}

/// <summary>How speakers' names stand in an input.</summary>
public enum SpeakerNames
{
    /// <summary>In capital letters: JOEY: How you doing?</summary>
    Upper,

    /// <summary>As the corpus writes them.</summary>
    Written,

    /// <summary>Not at all.</summary>
    None,
}
