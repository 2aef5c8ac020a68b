using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>
/// A text network that <see cref="TextTrainer"/> trains, whatever it is inside: it knows the utterances of a <see cref="TextData"/> by their places
/// in
/// <see cref="TextData.Examples"/>.
/// </summary>
public abstract class TextLearner : IDisposable
{
    /// <summary>The length of each example's input, in what <see cref="TextTrainingSettings.Tokens"/> counts.</summary>
    public abstract IReadOnlyList<int> Lengths { get; }

    /// <summary>The network with its heads; the names of its parameters are those of the checkpoint.</summary>
    public abstract nn.Module Network { get; }

    /// <summary>The logits of some examples.</summary>
    /// <param name="head">The head, a place in <see cref="TextData.Heads"/>.</param>
    /// <param name="examples">The examples.</param>
    /// <returns>(B, C), on the device of the network.</returns>
    public abstract Tensor Logits(int head, IReadOnlyList<int> examples);

    /// <summary>Writes the network, as it is now, and all that an extractor needs of it into a folder.</summary>
    public abstract void Save(string folder);

    /// <summary>Frees the network.</summary>
    public virtual void Dispose()
    {
        Network.Dispose();
        GC.SuppressFinalize(this);
    }
}
