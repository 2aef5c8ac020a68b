using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Models.Packed;

/// <summary>The MultiAttn layers of one query modality (eqs. 5-12).</summary>
internal sealed class PackedStack
{
    private readonly Tape tape;
    private readonly List<IPackedSublayer> sublayers = [];
    private Matrix features;    // (N, D)

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
            for (int number = 1; number <= partners.Count; number++)
                if (partner(partners[number - 1]) is { } asked)
                    sublayers.Add(new PackedAttention(tape, name, number, architecture, asked, dropout));
            sublayers.Add(new PackedFeedforward(tape, name, dropout));
        }
    }

    /// <summary>Runs all layers.</summary>
    /// <param name="x">(N, D), the context features of the query modality.</param>
    /// <param name="y">(N, D), overwritten by the fused features.</param>
    public void Forward(Matrix x, Matrix y)
    {
        features = x;
        if (sublayers.Count == 0) x.CopyTo(y);
        Matrix[] between = [tape.Space.Take(x.Rows, x.Columns), tape.Space.Take(x.Rows, x.Columns)];    // (N, D), in turn
        for (int i = 0; i < sublayers.Count; i++)
        {
            var mark = tape.Space.Taken;
            var output = i == sublayers.Count - 1 ? y : between[i % 2];
            sublayers[i].Forward(x, output);
            if (!tape.Learns) tape.Space.Rewind(mark);
            x = output;
        }
    }

    /// <summary>The way back.</summary>
    /// <param name="dy">(N, D), becomes the gradient of x.</param>
    public void Backward(Matrix dy)
    {
        var mark = tape.Space.Taken;
        var before = tape.Space.Take(dy.Rows, dy.Columns);          // (N, D)
        for (int i = sublayers.Count - 1; i >= 0; i--)
        {
            if (i > 0) sublayers[i - 1].Again(before);
            sublayers[i].Backward(i > 0 ? before : features, dy);
        }
        tape.Space.Rewind(mark);
    }
}
