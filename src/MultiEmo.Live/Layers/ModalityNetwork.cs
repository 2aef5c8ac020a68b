using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>What one modality has of its own before the fusion: x^m = W^m u^m + b, a vector in its place where u^m is absent, the context.</summary>
internal sealed class ModalityNetwork
{
    private readonly Linear projection;          // (D, M)
    private readonly Memory<float> absent;       // (D); empty: zeros
    private readonly Memory<float> nothing;      // (M), zeros
    private readonly bool zerosForAbsent;

    /// <summary>Reads the network of a modality that is in the model.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="modality">The modality.</param>
    /// <param name="architecture">The model's.</param>
    public ModalityNetwork(WeightReader weights, Modality modality, Architecture architecture)
    {
        string name = modality.Name();
        Inputs = architecture.WidthOf(modality)!.Value;
        (nothing, zerosForAbsent) = (new float[Inputs], !architecture.Mask);
        projection = weights.Linear($"{name}_fc", Inputs, architecture.Width);
        if (architecture.HasContext(modality)) Context = new ContextModel(weights, $"{name}_dialoguernn", architecture);
        if (architecture.Gaps.Contains(modality)) absent = weights.Take($"{name}_absent", architecture.Width);
    }

    /// <summary>M.</summary>
    public int Inputs { get; }

    /// <summary>The recurrence; null where features go straight to the fusion.</summary>
    public ContextModel? Context { get; }

    /// <summary>Whether a turn with or without the modality may be looked at; without a mask, absent ones may.</summary>
    public bool Seen(bool present) => present || zerosForAbsent;

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => projection.Size + (Context?.Size ?? 0);

    /// <summary>x of a turn.</summary>
    /// <param name="features">(M), u; null: absent.</param>
    /// <param name="x">(D), overwritten.</param>
    public void Project(float[]? features, Span<float> x)
    {
        if (features is { } values) projection.Apply(values, x);
        else if (zerosForAbsent) projection.Apply(nothing.Span, x);
        else if (absent.IsEmpty) x.Clear();
        else absent.Span.CopyTo(x);
    }
}
