using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>One head: three products of its own, attention over padded turns too.</summary>
internal sealed class TwinHead : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear query_matrix;
    private readonly Linear key_matrix;
    private readonly Linear value_matrix;

    public TwinHead(int width, int headWidth) : base(nameof(TwinHead))
    {
        query_matrix = nn.Linear(width, headWidth);
        key_matrix = nn.Linear(width, headWidth);
        value_matrix = nn.Linear(width, headWidth);
        RegisterComponents();
    }

    public override Tensor forward(Tensor query, Tensor partner)
    {
        using var scope = NewDisposeScope();
        Tensor q = query_matrix.call(query), k = key_matrix.call(partner), v = value_matrix.call(partner);      // (B, T, K)
        var score = q.matmul(k.transpose(-2, -1)).div(Scalars.Of(Math.Sqrt(k.shape[^1])));                      // (B, T, T)
        return score.softmax(-1).matmul(v).MoveToOuterDisposeScope();                                          // (B, T, K)
    }
}

/// <summary>The heads one after the other, then the projection.</summary>
internal sealed class TwinHeads : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly ModuleList<TwinHead> attention_heads = [];
    private readonly Linear projection_matrix;

    public TwinHeads(int heads, int width) : base(nameof(TwinHeads))
    {
        for (int head = 0; head < heads; head++) attention_heads.Add(new TwinHead(width, width / heads));
        projection_matrix = nn.Linear(width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor query, Tensor partner) =>
        projection_matrix.call(cat([.. attention_heads.Select(head => head.call(query, partner))], -1));        // (B, T, D)
}

/// <summary>Residual connection and LayerNorm.</summary>
internal sealed class TwinNorm : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerNorm layer_norm;

    public TwinNorm(int width) : base(nameof(TwinNorm))
    {
        layer_norm = nn.LayerNorm(width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor sublayer) => layer_norm.call(input + sublayer);         // (B, T, D)
}

/// <summary>W_2 ReLU(W_1 x).</summary>
internal sealed class TwinFeedforward : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_W1;
    private readonly Linear linear_W2;

    public TwinFeedforward(int width, int hidden) : base(nameof(TwinFeedforward))
    {
        (linear_W1, linear_W2) = (nn.Linear(width, hidden), nn.Linear(hidden, width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear_W2.call(linear_W1.call(input).relu());               // (B, T, D)
}

/// <summary>One layer of MultiAttn.</summary>
internal sealed class TwinLayer : nn.Module
{
    private readonly TwinHeads attn_1;
    private readonly TwinNorm add_norm_1;
    private readonly TwinHeads attn_2;
    private readonly TwinNorm add_norm_2;
    private readonly TwinFeedforward ff;
    private readonly TwinNorm add_norm_3;

    public TwinLayer(Architecture architecture) : base(nameof(TwinLayer))
    {
        int width = architecture.Width;
        (attn_1, add_norm_1) = (new TwinHeads(architecture.Heads, width), new TwinNorm(width));
        (attn_2, add_norm_2) = (new TwinHeads(architecture.Heads, width), new TwinNorm(width));
        (ff, add_norm_3) = (new TwinFeedforward(width, architecture.Hidden), new TwinNorm(width));
        RegisterComponents();
    }

    /// <summary>(B, T, D) of each.</summary>
    public Tensor Run(Tensor query, Tensor first, Tensor second)
    {
        using var scope = NewDisposeScope();
        query = add_norm_1.call(query, attn_1.call(query, first));                                             // (B, T, D)
        query = add_norm_2.call(query, attn_2.call(query, second));                                            // (B, T, D)
        return add_norm_3.call(query, ff.call(query)).MoveToOuterDisposeScope();                               // (B, T, D)
    }
}

/// <summary>The layers of one query modality.</summary>
internal sealed class TwinStack : nn.Module
{
    private readonly ModuleList<TwinLayer> multiattn_layers = [];

    public TwinStack(Architecture architecture) : base(nameof(TwinStack))
    {
        for (int layer = 0; layer < architecture.Layers; layer++) multiattn_layers.Add(new TwinLayer(architecture));
        RegisterComponents();
    }

    /// <summary>(B, T, D) of each.</summary>
    public Tensor Run(Tensor query, Tensor first, Tensor second) =>
        multiattn_layers.Aggregate(query, (features, layer) => layer.Run(features, first, second));
}
