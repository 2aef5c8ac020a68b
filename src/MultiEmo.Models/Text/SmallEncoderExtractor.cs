using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using static TorchSharp.torch;

namespace MultiEmo.Models.Text;

/// <summary>Gives utterances the vectors of a trained small encoder; an utterance without words is absent.</summary>
public sealed class SmallEncoderExtractor : IDisposable
{
    private const int Tokens = 4096;

    private readonly SmallEncoder encoder;
    private readonly HashedWords hashing;

    private SmallEncoderExtractor(string path)
    {
        var settings = SmallEncoderFile.ReadSettings(path);
        (encoder, hashing, Width) = (SmallEncoderFile.Read(path), new HashedWords(settings.Hashing), settings.Width);
    }

    /// <summary>Values of a vector, D.</summary>
    public int Width { get; }

    /// <summary>Loads an encoder.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static SmallEncoderExtractor Load(string path) => new(path);

    /// <summary>Whether an utterance has words.</summary>
    public static bool Has(Utterance turn) => !string.IsNullOrWhiteSpace(turn.Text);

    /// <summary>The vectors of utterances, in their order.</summary>
    /// <param name="turns">Utterances; those without words get null.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    public IReadOnlyList<float[]?> Vectors(IReadOnlyList<Utterance> turns, CancellationToken stop = default)
    {
        using var untracked = no_grad();
        var words = turns.Select(turn => Has(turn) ? hashing.Words(turn.Text) : []).ToList();
        int[] lengths = [.. words.Select(text => text.Count)];
        var vectors = new float[]?[turns.Count];
        foreach (int[] batch in LengthBatches.Of(Enumerable.Range(0, turns.Count).Where(turn => lengths[turn] > 0), lengths, Tokens))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            float[] values = encoder.call(WordBatch.Of([.. batch.Select(turn => words[turn])], hashing)).data<float>().ToArray();    // (B, D)
            foreach (var (row, turn) in batch.Index()) vectors[turn] = values[(row * Width)..((row + 1) * Width)];
        }
        return vectors;
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();
}
