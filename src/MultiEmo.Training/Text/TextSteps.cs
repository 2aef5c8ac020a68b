using MultiEmo.Models.Text;

namespace MultiEmo.Training.Text;

/// <summary>Examples that run together.</summary>
/// <param name="Head">Their head.</param>
/// <param name="Examples">Places in <see cref="TextData.Examples"/>, the longest first.</param>
public sealed record TextPart(int Head, int[] Examples);

/// <summary>Examples whose gradients make one step.</summary>
/// <param name="Parts">What runs together.</param>
public sealed record TextStep(IReadOnlyList<TextPart> Parts)
{
    /// <summary>Examples of the step.</summary>
    public int Count => Parts.Sum(part => part.Examples.Length);
}

/// <summary>
/// The steps of an epoch. Examples are shuffled; within every <see cref="Pool"/> steps they are sorted by length, so that those of a step are of like
/// length and little is padded; then the steps are shuffled.
/// </summary>
public static class TextSteps
{
    /// <summary>Steps among which examples are sorted.</summary>
    public const int Pool = 50;

    /// <summary>The number of steps of every epoch.</summary>
    public static int Count(TextData data, TextTrainingSettings settings) => (data.Train.Count + settings.Batch - 1) / settings.Batch;

    /// <summary>The steps of one epoch.</summary>
    /// <param name="data">What is learnt.</param>
    /// <param name="lengths">The length of each example.</param>
    /// <param name="settings">Examples of a step, and tokens that run at a time.</param>
    /// <param name="chance">The order.</param>
    public static IReadOnlyList<TextStep> Of(TextData data, IReadOnlyList<int> lengths, TextTrainingSettings settings, Random chance)
    {
        int[] order = [.. Enumerable.Range(0, data.Train.Count)];
        chance.Shuffle(order);
        int[][] steps =
            [.. order.Chunk(Pool * settings.Batch).SelectMany(pool => pool.OrderByDescending(example => lengths[example]).Chunk(settings.Batch))];
        chance.Shuffle(steps);
        return [.. steps.Select(step => new TextStep(Parts(data, step, lengths, settings.Tokens)))];
    }

    /// <summary>Cuts examples, the longest first, into what runs together: of one head, and of so many tokens at most.</summary>
    public static IReadOnlyList<TextPart> Parts(TextData data, IEnumerable<int> examples, IReadOnlyList<int> lengths, int tokens) =>
    [
        .. from head in examples.GroupBy(example => data.Examples[example].Head).OrderBy(each => each.Key)
           from part in LengthBatches.Of(head, lengths, tokens)
           select new TextPart(head.Key, part),
    ];
}
