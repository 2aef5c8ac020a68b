using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>
/// The MultiAttn layers of one query modality. A turn's way through them needs nothing of other turns but the partners' keys and values.
/// </summary>
internal sealed class MultiAttnStack
{
    private readonly MultiAttnLayer[] layers;

    /// <summary>Reads a stack.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="architecture">Layers, widths, heads and the modalities that are there.</param>
    /// <param name="query">The modality that asks.</param>
    public MultiAttnStack(WeightReader weights, Architecture architecture, Modality query)
    {
        Modality[] others = [.. Modalities.All.Where(modality => modality != query)];
        int[] places = [.. Enumerable.Range(1, others.Length).Where(place => architecture.WidthOf(others[place - 1]) is not null)];
        Partners = [.. places.Select(place => others[place - 1])];
        layers = [.. Enumerable.Range(0, architecture.Layers).Select(layer =>
            new MultiAttnLayer(weights, $"multiattn.multiattn_{query.Name()}.multiattn_layers.{layer}", architecture, places))];
    }

    /// <summary>The partners that are in the model, in the order in which they are asked: text before audio before visual.</summary>
    public IReadOnlyList<Modality> Partners { get; }

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => layers.Sum(layer => layer.Size);

    /// <summary>Nothing of the partners yet: L x partners.</summary>
    public PartnerMemory[][] Begin() => [.. layers.Select(layer => layer.Attentions.Select(attention => attention.Begin()).ToArray())];

    /// <summary>Keeps the keys and values of more turns of a partner, at every layer.</summary>
    /// <param name="memories">What was kept: L x partners.</param>
    /// <param name="partner">The partner's place in <see cref="Partners"/>.</param>
    /// <param name="turns">(rows, D), their context features.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Remember(PartnerMemory[][] memories, int partner, ReadOnlySpan<float> turns, int threads)
    {
        for (int layer = 0; layer < layers.Length; layer++) layers[layer].Attentions[partner].Remember(memories[layer][partner], turns, threads);
    }

    /// <summary>Runs all layers on some turns, in place.</summary>
    /// <param name="rows">(rows, D), context features, then fused features.</param>
    /// <param name="memories">The partners' keys and values: L x partners.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Apply(Span<float> rows, PartnerMemory[][] memories, Workspace workspace)
    {
        for (int layer = 0; layer < layers.Length; layer++) layers[layer].Apply(rows, memories[layer], workspace);
    }
}
