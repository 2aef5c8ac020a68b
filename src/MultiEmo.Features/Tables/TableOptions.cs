
namespace MultiEmo.Features.Tables;

/// <summary>Columns whose zeros are blanks wherever another column is blank.</summary>
/// <param name="Column">The column that is blank.</param>
/// <param name="Followers">The columns in which 0 then means the same.</param>
public sealed record BlankTogether(string Column, IReadOnlyList<string> Followers);

/// <summary>How the columns of tables become features.</summary>
public sealed record TableOptions
{
    /// <summary>No pitch found leaves the pitch blank, but its spread and range 0, in tables of prosody.</summary>
    public IReadOnlyList<BlankTogether> BlankTogether { get; init; } = [new("avg_pitch", ["pitch_std", "pitch_range"])];

    /// <summary>Columns that are never features, whatever they hold: names, words, and the answers.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } =
        ["conversation", "turn", "filename", "split", "speaker", "text", "emotion", "sentiment", "label", "truth", "media"];

    /// <summary>Values are cut at so many deviations from the mean; null keeps them.</summary>
    public double? Clip { get; init; }
}
