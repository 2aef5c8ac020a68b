using MultiEmo.Features.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// A small text encoder that needs no weights of others: a word is the mean of hashed rows for itself and its pieces (Bojanowski et al. 2017), a
/// bidirectional GRU reads the words, and attention and the maximum over the words, side by side, are mapped to an utterance's vector:
/// v = tanh(W [sum_t a_t h_t ; max_t h_t] + b), a = softmax_t(w . h_t). A linear head for each label set stands on it.
/// </summary>
public sealed class SmallEncoder : nn.Module<WordBatch, Tensor>
{
    private const double InitialDeviation = 0.1;

    private readonly EmbeddingBag table;     // (V, E)
    private readonly GRU gru;
    private readonly Linear attention;
    private readonly Linear output;
    private readonly ModuleList<Linear> heads;
    private readonly SmallEncoderDropout dropout;

    /// <summary>Creates an encoder with freshly drawn weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="dropout">Rates while training; null: none.</param>
    public SmallEncoder(SmallEncoderSettings settings, SmallEncoderDropout? dropout = null) : base(nameof(SmallEncoder))
    {
        this.dropout = dropout ?? new SmallEncoderDropout { Words = 0, Embedding = 0, State = 0, Vector = 0 };
        table = nn.EmbeddingBag(settings.Hashing.Rows, settings.Embedding, mode: EmbeddingBagMode.Mean);
        _ = nn.init.normal_(table.weight!, 0, InitialDeviation);
        gru = nn.GRU(settings.Embedding, settings.State, batchFirst: true, bidirectional: true);
        attention = nn.Linear(2 * settings.State, 1, hasBias: false);
        output = nn.Linear(4 * settings.State, settings.Width);
        heads = [];
        foreach (var head in settings.Heads) heads.Add(nn.Linear(settings.Width, head.Count));
        RegisterComponents();
    }

    /// <summary>The vectors of texts.</summary>
    /// <returns>(B, D), between -1 and 1.</returns>
    public override Tensor forward(WordBatch batch)
    {
        using var scope = NewDisposeScope();
        var embedded = Dropped(Embed(batch));                                                              // (B, T, E)
        var states = nn.functional.dropout(Read(embedded, batch.Lengths), dropout.State, training);        // (B, T, 2S)
        var weights = attention.call(states).squeeze(-1).masked_fill(batch.Beyond, Scalars.Of(-1e30)).softmax(1);    // (B, T)
        var mean = weights.unsqueeze(1).bmm(states).squeeze(1);                                            // (B, 2S)
        var most = states.masked_fill(batch.Beyond.unsqueeze(-1), Scalars.Of(-1e30)).amax([1]);                  // (B, 2S)
        return output.call(cat([mean, most], 1)).tanh().MoveToOuterDisposeScope();                         // (B, D)
    }

    /// <summary>The logits of vectors.</summary>
    /// <param name="head">Which label set.</param>
    /// <param name="vectors">(B, D)</param>
    /// <returns>(B, C)</returns>
    public Tensor Logits(int head, Tensor vectors)
    {
        using var dropped = nn.functional.dropout(vectors, dropout.Vector, training);                      // (B, D)
        return heads[head].call(dropped);                                                                  // (B, C)
    }

    // Each different word is looked up once, however often it stands in the texts.
    private Tensor Embed(WordBatch batch)
    {
        var words = table.call(batch.Rows, batch.Starts, null);                                            // (U, E)
        return words.index_select(0, batch.Words.flatten()).unflatten(0, batch.Words.shape);               // (B, T, E)
    }

    // A word is lost as a whole, and so are single values.
    private Tensor Dropped(Tensor embedded)
    {
        if (!training) return embedded;
        var kept = rand(embedded.shape[0], embedded.shape[1], 1, device: embedded.device).ge(Scalars.Of(dropout.Words));    // (B, T, 1)
        return nn.functional.dropout(embedded * kept, dropout.Embedding, training);                        // (B, T, E)
    }

    private Tensor Read(Tensor embedded, Tensor lengths)
    {
        // Sorted texts need no order of their own, but without one TorchSharp counts two tensors that are none as never freed.
        using var packed = nn.utils.rnn.pack_padded_sequence(embedded, lengths, batch_first: true, enforce_sorted: false);
        using var read = gru.call(packed).Item1;
        return nn.utils.rnn.pad_packed_sequence(read, batch_first: true).Item1;                            // (B, T, 2S)
    }
}
