using MultiEmo.Features.Video;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>
/// The paper's row without VisExtNet: frames of a clip as a whole, resized to 224 x 224 by area whatever their shape, through a network; the mean
/// over the frames. No face is looked for.
/// </summary>
public sealed class FrameVectors : IDisposable
{
    /// <summary>Takes a network, which is disposed of with it.</summary>
    /// <param name="network">Makes vectors of frames.</param>
    public FrameVectors(FaceNetwork network) => Network = network;

    /// <summary>Makes vectors of frames.</summary>
    public FaceNetwork Network { get; }

    /// <summary>Loads the network.</summary>
    /// <param name="network">What <see cref="FaceNetwork.Load"/> takes.</param>
    /// <param name="weights">The folder that the user named; null: where weights are looked for.</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <exception cref="Conversations.BadInputException">Weights are nowhere, or do not fit.</exception>
    public static FrameVectors Load(string network, string? weights, Device? device = null) => new(FaceNetwork.Load(network, weights, device));

    /// <summary>The mean vector of frames that are already chosen (<see cref="FrameChoices.Needed"/>); null: there are none.</summary>
    /// <param name="frames">The frames; one is held at a time.</param>
    public float[]? Vector(IEnumerable<Frame> frames) => MeanVector.Of(Network, frames.Select(FaceCrop.Of));

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
