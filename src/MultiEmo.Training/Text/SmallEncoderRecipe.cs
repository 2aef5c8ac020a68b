using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;

namespace MultiEmo.Training.Text;

/// <summary>What a small encoder shall be.</summary>
public sealed record SmallEncoderRecipe
{
    /// <summary>How words become rows of the table.</summary>
    public HashedWordOptions Hashing { get; init; } = new();

    /// <summary>Width of a word's vector.</summary>
    public int Embedding { get; init; } = 128;

    /// <summary>Width of the recurrent state of one direction.</summary>
    public int State { get; init; } = 128;

    /// <summary>Width of an utterance's vector.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Dropout rates.</summary>
    public SmallEncoderDropout Dropout { get; init; } = new();

    /// <summary>The shape with heads for some label sets.</summary>
    public SmallEncoderSettings Settings(IReadOnlyList<EmotionSet> heads) =>
        new() { Hashing = Hashing, Embedding = Embedding, State = State, Width = Width, Heads = heads };

    internal IEnumerable<string> Faults()
    {
        if (!Settings([]).Sound()) yield return "a size under small is below 1 (small.hashing.grams and most_grams: below 0) or above 4194304";
        double[] rates = [Dropout.Words, Dropout.Embedding, Dropout.State, Dropout.Vector];
        if (rates.Any(rate => rate is not (>= 0 and < 1))) yield return "a rate under small.dropout is not in 0 .. 1, below 1";
    }
}
