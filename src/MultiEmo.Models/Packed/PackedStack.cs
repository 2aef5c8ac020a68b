using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Models.Packed;

/// <summary>The MultiAttn layers of one query modality (eqs. 5-12).</summary>
internal sealed class PackedStack
{
    private readonly Tape tape;
    private readonly List<Layer> layers = [];

    /// <summary>Prepares the layers.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="architecture">Layers and heads.</param>
    /// <param name="dropout">Rate on each sublayer.</param>
    /// <param name="query">The modality that asks.</param>
    /// <param name="partner">Whom it can ask; null where a modality is left out.</param>
    public PackedStack(Tape tape, Architecture architecture, double dropout, Modality query, Func<Modality, PackedPartner?> partner)
    {
        this.tape = tape;
        var partners = MultiAttnStack.Partners(query);
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            string name = $"multiattn.multiattn_{query.Name()}.multiattn_layers.{layer}";
            PackedAttention? Attention(int number) => partner(partners[number - 1]) is not { } asked ? null
                : new PackedAttention(tape, name, number, architecture, asked, dropout);
            layers.Add(new Layer(Attention(1), Attention(2), new PackedFeedforward(tape, name, dropout)));
        }
    }

    /// <summary>Runs all layers.</summary>
    /// <param name="x">(N, D), the context features of the query modality.</param>
    /// <param name="y">(N, D), overwritten by the fused features.</param>
    public void Forward(Matrix x, Matrix y)
    {
        if (layers.Count == 0) x.CopyTo(y);
        foreach (var layer in layers)
        {
            if (layer.First is { } first) x = Run(first.Forward, x);
            if (layer.Second is { } second) x = Run(second.Forward, x);
            if (layer != layers[^1]) x = Run(layer.Feedforward.Forward, x);
            else layer.Feedforward.Forward(x, y);
        }
    }

    /// <summary>The way back.</summary>
    /// <param name="dy">(N, D), becomes the gradient of x.</param>
    public void Backward(Matrix dy)
    {
        foreach (var layer in Enumerable.Reverse(layers))
        {
            layer.Feedforward.Backward(dy);
            layer.Second?.Backward(dy);
            layer.First?.Backward(dy);
        }
    }

    private Matrix Run(Action<Matrix, Matrix> sublayer, Matrix x)
    {
        var y = tape.Space.Take(x.Rows, x.Columns);                 // (N, D)
        sublayer(x, y);
        return y;
    }

    private sealed record Layer(PackedAttention? First, PackedAttention? Second, PackedFeedforward Feedforward);
}
