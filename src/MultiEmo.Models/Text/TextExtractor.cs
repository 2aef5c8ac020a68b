using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Models.Text;

/// <summary>A text network that gives turns their vectors. A turn without words has none. One extractor serves one thread at a time.</summary>
public abstract class TextExtractor : IDisposable
{
    /// <summary>The extractor's name in corpus.json.</summary>
    public abstract string Kind { get; }

    /// <summary>The number of values of a vector.</summary>
    public abstract int Width { get; }

    /// <summary>Keys of <see cref="Describe"/> whose values may be others on another machine, with the same vectors.</summary>
    public virtual IReadOnlyList<string> MayDiffer => [];

    /// <summary>
    /// Which turns are computed together. It depends on the conversations alone, all of them: whoever computes some of the batches now and others
    /// later, or elsewhere, gets the same bytes.
    /// </summary>
    /// <param name="conversations">All conversations.</param>
    public IReadOnlyList<TextBatch> Plan(IReadOnlyList<Conversation> conversations)
    {
        int[][] inputs = [.. conversations.SelectMany(Inputs)];
        Utterance[] turns = [.. conversations.SelectMany(conversation => conversation.Turns)];
        var worded = Enumerable.Range(0, turns.Length).Where(row => !string.IsNullOrWhiteSpace(turns[row].Text));
        int[] lengths = [.. inputs.Select(input => input.Length)];
        return [.. LengthBatches.Of(worded, lengths, Tokens).Select(rows => new TextBatch(rows, [.. rows.Select(row => inputs[row])]))];
    }

    /// <summary>The vectors of a batch's turns, <see cref="Width"/> values each.</summary>
    public abstract float[][] Vectors(TextBatch batch);

    /// <summary>The features of conversations, a row per turn; a turn without words is absent.</summary>
    /// <param name="conversations">The conversations.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    public FeatureMatrix Features(IReadOnlyList<Conversation> conversations, CancellationToken stop = default)
    {
        int turns = conversations.Sum(conversation => conversation.Turns.Count);
        var matrix = new FeatureMatrix(new float[turns * Width], new bool[turns], Width);
        foreach (var batch in Plan(conversations))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var (vector, row) in Vectors(batch).Zip(batch.Rows))
            {
                vector.CopyTo(matrix.Values, row * Width);
                matrix.Present[row] = true;
            }
        }
        return matrix;
    }

    /// <summary>What an input of a plan is made of, whoever planned it: equal numbers, equal vectors.</summary>
    public virtual IEnumerable<int> Meaning(int[] input) => input;

    /// <summary>Another extractor, for another thread, that computes what this one planned.</summary>
    public abstract TextExtractor Copy();

    /// <summary>What corpus.json keeps, so that the same vectors can be made again.</summary>
    public abstract IReadOnlyDictionary<string, string> Describe();

    /// <summary>Writes the network beside the features if it is small enough to travel with them.</summary>
    /// <param name="folder">The folder of the features.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <returns>The names of the files written; none where the network is large.</returns>
    /// <exception cref="BadInputException">A file cannot be written.</exception>
    public abstract IReadOnlyList<string> Save(string folder, string name);

    /// <summary>Frees the network.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Tokens, padding counted, that run at a time.</summary>
    protected abstract int Tokens { get; }

    /// <summary>An input per turn of a conversation, in their order.</summary>
    protected abstract IEnumerable<int[]> Inputs(Conversation conversation);
}
