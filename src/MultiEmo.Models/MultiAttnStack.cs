using MultiEmo.Conversations;
using MultiEmo.Storage;
using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>The MultiAttn layers of one query modality.</summary>
public sealed class MultiAttnStack : torch.nn.Module<Tensor, Partner?, Partner?, Tensor>
{
    private readonly ModuleList<MultiAttnLayer> multiattn_layers;

    /// <summary>Creates the stack of a modality.</summary>
    /// <param name="architecture">Layers, widths, heads and the modalities that are there.</param>
    /// <param name="dropout">Rate on each sublayer while training.</param>
    /// <param name="query">The modality that asks.</param>
    public MultiAttnStack(Architecture architecture, double dropout, Modality query) : base(nameof(MultiAttnStack))
    {
        var partners = Partners(query);
        bool first = architecture.WidthOf(partners[0]) is not null, second = architecture.WidthOf(partners[1]) is not null;
        multiattn_layers = [];
        for (int layer = 0; layer < architecture.Layers; layer++)
            multiattn_layers.Add(new MultiAttnLayer(architecture, dropout, first, second));
        RegisterComponents();
    }

    /// <summary>The two partners of a query modality, in the order in which it asks them: text before audio before visual.</summary>
    public static IReadOnlyList<Modality> Partners(Modality query) => [.. Modalities.All.Where(modality => modality != query)];

    /// <summary>Runs all layers.</summary>
    /// <param name="query">(B, T, D), the context features of the query modality.</param>
    /// <param name="first">The first partner; null when it is left out.</param>
    /// <param name="second">The second partner; null when it is left out.</param>
    /// <returns>(B, T, D), the fused features of the modality.</returns>
    public override Tensor forward(Tensor query, Partner? first, Partner? second)
    {
        foreach (var layer in multiattn_layers) query = layer.call(query, first, second);       // (B, T, D)
        return query;
    }
}
