using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>
/// The weights of MultiEMO (Shi and Huang, ACL 2023) that a trained model uses: context modelling per modality, MultiAttn fusion (eqs. 2-12),
/// z = W_z [f^t ; f^a ; f^v] + b (eqs. 13-14), classification (eqs. 15-16). Many conversations on many threads may share them.
/// </summary>
internal sealed class MultiEmoNetwork
{
    /// <summary>Reads the weights.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="architecture">The model's.</param>
    public MultiEmoNetwork(WeightReader weights, Architecture architecture)
    {
        Architecture = architecture;
        int width = architecture.Width;
        Modalities = [.. architecture.Modalities.Select(modality => new ModalityNetwork(weights, modality, architecture))];
        Stacks = architecture.MultiAttn ? [.. architecture.Modalities.Select(modality => new MultiAttnStack(weights, architecture, modality))] : [];
        Join = weights.Linear("fc", Modalities.Length * width, width);
        Classifier = new HiddenLayer(
            weights.Linear("mlp.linear_1", width, architecture.Classifier),
            weights.Linear("mlp.linear_2", architecture.Classifier, architecture.Classes));
    }

    /// <summary>The model's shape.</summary>
    public Architecture Architecture { get; }

    /// <summary>A network per modality of the model.</summary>
    public ModalityNetwork[] Modalities { get; }

    /// <summary>A stack per modality of the model; none without MultiAttn.</summary>
    public MultiAttnStack[] Stacks { get; }

    /// <summary>(D, kD), W_z.</summary>
    public Linear Join { get; }

    /// <summary>z to logits.</summary>
    public HiddenLayer Classifier { get; }

    /// <summary>The numbers that a turn reads of a model without reverse recurrence.</summary>
    public int Size => Modalities.Sum(modality => modality.Size) + Stacks.Sum(stack => stack.Size) + Join.Size + Classifier.Size;

    /// <summary>Whether weights are built by the reference program and never run.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="architecture">The model's.</param>
    public static bool Idle(string name, Architecture architecture)
    {
        if (!architecture.ReferenceParameters) return false;
        bool recurrence = architecture.Modalities.Any(modality => name.StartsWith($"{modality.Name()}_dialoguernn.", StringComparison.Ordinal));
        return recurrence || (!architecture.MultiAttn && name.StartsWith("multiattn.", StringComparison.Ordinal));
    }
}
