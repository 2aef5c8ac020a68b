using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// RoBERTa (Liu et al. 2019): embeddings and a stack of post-norm transformer layers. Parameters have the names of Hugging Face's RobertaModel, so
/// that its state dicts load as they are. Nothing deviates from it; the pooler, which few weights have, is built on request.
/// </summary>
public sealed class Roberta : nn.Module<TokenBatch, int, RobertaStates>
{
    private readonly RobertaEmbeddings embeddings;
    private readonly RobertaEncoder encoder;
    private readonly RobertaPooler? pooler;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="pooler">Its pooler; null: none.</param>
    public Roberta(RobertaSettings settings, RobertaPooler? pooler = null) : base(nameof(Roberta))
    {
        (Settings, this.pooler) = (settings, pooler);
        embeddings = new RobertaEmbeddings(settings);
        encoder = new RobertaEncoder(settings);
        RegisterComponents();
    }

    /// <summary>The network's shape.</summary>
    public RobertaSettings Settings { get; }

    /// <summary>The embeddings, for who wants to look at them.</summary>
    public RobertaEmbeddings Embeddings => embeddings;

    /// <summary>The layers, for who wants to look at them.</summary>
    public IReadOnlyList<RobertaLayer> Layers => encoder.Layers;

    /// <summary>The states after the last layers.</summary>
    /// <param name="batch">The inputs.</param>
    /// <param name="kept">How many layers' states to keep, 1 to L + 1.</param>
    public override RobertaStates forward(TokenBatch batch, int kept)
    {
        using var scope = NewDisposeScope();
        var states = encoder.call(embeddings.call(batch), batch.Mask, kept);     // kept x (B, S, D)
        foreach (var state in states.Hidden) state.MoveToOuterDisposeScope();
        return states;
    }

    /// <summary>The state of each input's first token after a layer. The last layer that is run computes it for no other token.</summary>
    /// <param name="batch">The inputs.</param>
    /// <param name="layer">The layer, 0 the embeddings.</param>
    /// <returns>(B, D)</returns>
    public Tensor First(TokenBatch batch, int layer)
    {
        using var scope = NewDisposeScope();
        var embedded = embeddings.call(batch);                                                        // (B, S, D)
        return encoder.First(embedded, batch.Mask, layer).MoveToOuterDisposeScope();
    }

    /// <summary>The pooled vector of each input: tanh(W h + b) of its first token.</summary>
    /// <param name="last">(B, S, D), the states after the last layer.</param>
    /// <returns>(B, D)</returns>
    public Tensor Pool(Tensor last) => pooler!.call(last);
}

/// <summary>The stack of layers.</summary>
public sealed class RobertaEncoder : nn.Module<Tensor, Tensor, int, RobertaStates>
{
    private readonly RobertaSettings settings;
    private readonly ModuleList<RobertaLayer> layer;

    /// <summary>Creates the layers.</summary>
    public RobertaEncoder(RobertaSettings settings) : base(nameof(RobertaEncoder))
    {
        (this.settings, layer) = (settings, []);
        for (int i = 0; i < settings.Layers; i++) layer.Add(new RobertaLayer(settings));
        RegisterComponents();
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<RobertaLayer> Layers => [.. layer];

    /// <summary>Runs the layers.</summary>
    /// <param name="embedded">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <param name="kept">How many of the last states to keep.</param>
    public override RobertaStates forward(Tensor embedded, Tensor mask, int kept)
    {
        using var scope = NewDisposeScope();
        if (RobertaPasses.Pay(embedded)) return Pass(embedded, mask, kept);
        var states = new Queue<Tensor>([embedded]);
        var state = embedded;                                     // (B, S, D)
        foreach (var each in layer)
        {
            state = each.call(state, mask);                       // (B, S, D)
            states.Enqueue(state);
            // A state that was passed on and is not kept goes at once, so that memory does not grow with the layers.
            if (states.Count > kept && states.Dequeue() is var past && !ReferenceEquals(past, embedded)) past.Dispose();
        }
        return new RobertaStates([.. states.Select(each => each.MoveToOuterDisposeScope())]);
    }

    /// <summary>The first token's state after a layer, which is computed for it alone.</summary>
    /// <param name="embedded">(B, S, D)</param>
    /// <param name="mask">(B, S) bool.</param>
    /// <param name="count">How many layers run.</param>
    /// <returns>(B, D)</returns>
    public Tensor First(Tensor embedded, Tensor mask, int count)
    {
        using var scope = NewDisposeScope();
        if (count > 0 && RobertaPasses.Pay(embedded)) return PassFirst(embedded, mask, count);
        var state = embedded;                                     // (B, S, D)
        foreach (var (index, each) in layer.Take(count).Index())
        {
            var next = index < count - 1 ? each.call(state, mask) : each.First(state, mask);          // (B, S, D) or (B, 1, D)
            if (!ReferenceEquals(state, embedded)) state.Dispose();
            state = next;
        }
        return state.select(1, 0).MoveToOuterDisposeScope();
    }

    private RobertaStates Pass(Tensor embedded, Tensor mask, int kept)
    {
        using var passes = new RobertaPasses(settings, embedded, mask, padding: true);
        List<Tensor> states = kept > layer.Count ? [embedded] : [];
        foreach (var (index, each) in layer.Index())
        {
            passes.Run(each);
            if (index >= layer.Count - kept) states.Add(passes.States());
        }
        return new RobertaStates([.. states.Select(each => each.MoveToOuterDisposeScope())]);
    }

    private Tensor PassFirst(Tensor embedded, Tensor mask, int count)
    {
        using var passes = new RobertaPasses(settings, embedded, mask, padding: false);
        foreach (var each in layer.Take(count - 1)) passes.Run(each);
        return passes.First(layer[count - 1]).MoveToOuterDisposeScope();
    }
}

/// <summary>tanh(W h + b) of the first token.</summary>
public sealed class RobertaPooler : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;

    /// <summary>Creates the pooler.</summary>
    public RobertaPooler(RobertaSettings settings) : base(nameof(RobertaPooler))
    {
        dense = RobertaParts.Linear(settings, settings.Width, settings.Width);
        RegisterComponents();
    }

    /// <summary>Pools each input.</summary>
    /// <param name="last">(B, S, D)</param>
    /// <returns>(B, D)</returns>
    public override Tensor forward(Tensor last)
    {
        using var scope = NewDisposeScope();
        return dense.call(last.select(1, 0)).tanh().MoveToOuterDisposeScope();    // (B, D)
    }
}
