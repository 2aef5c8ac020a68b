using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Packed;

/// <summary>Where the outputs of a model lie in the one tensor that holds them all, (N, all).</summary>
/// <param name="architecture">The model's shape.</param>
internal sealed class PackedLayout(Architecture architecture)
{
    private const int Line = 16;        // numbers; rows begin where it suits the processor

    /// <summary>The modalities, in the order of their columns.</summary>
    public List<Modality> Modalities { get; } = [.. architecture.Modalities];

    /// <summary>D.</summary>
    public int Width => architecture.Width;

    /// <summary>C.</summary>
    public int Classes => architecture.Classes;

    /// <summary>Where z begins.</summary>
    public int Z => Modalities.Count * Width;

    /// <summary>Where the logits begin.</summary>
    public int Logits => Z + Width;

    /// <summary>(N, all), the fused features of each modality, z, the logits, and what fills the last line.</summary>
    public Tensor Empty(long turns) => empty([turns, (Logits + Classes + Line - 1) / Line * Line]);

    /// <summary>The parts of such a tensor.</summary>
    public PackedOutputs Parts(Tensor tensor)
    {
        var all = PackedParameters.Of(tensor);
        return new PackedOutputs(
            Modalities.Index().ToDictionary(pair => pair.Item, pair => all.ColumnsFrom(pair.Index * Width, Width)),
            all.ColumnsFrom(Z, Width), all.ColumnsFrom(Logits, Classes));
    }
}
