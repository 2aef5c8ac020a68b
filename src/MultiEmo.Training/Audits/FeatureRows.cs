using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Audits;

/// <summary>A feature file of a corpus beside the turns that its rows describe.</summary>
/// <param name="Entry">What corpus.json says of it.</param>
/// <param name="Matrix">Its rows, (N, D).</param>
/// <param name="Turns">The turn of each row.</param>
internal sealed record FeatureRows(FeatureEntry Entry, FeatureMatrix Matrix, IReadOnlyList<PlainTurn> Turns)
{
    /// <summary>The rows of a split, present or not.</summary>
    public int[] Of(Split split) => [.. Enumerable.Range(0, Turns.Count).Where(row => Turns[row].Conversation.Split == split)];

    /// <summary>The rows of a split that are present.</summary>
    public int[] Present(Split split) => [.. Of(split).Where(row => Matrix.Present[row])];

    /// <summary>Whether all values of a row are exactly zero.</summary>
    public bool IsZero(int row) => !Matrix.Row(row).ContainsAnyExcept(0f);

    /// <summary>How the feature is called in a finding.</summary>
    public string Name => $"{Entry.Modality.Name()} features '{Entry.Name}'";
}
