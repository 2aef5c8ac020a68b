using MultiEmo.Models;
using MultiEmo.Models.Losses;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>The losses as the released program writes them: a loop over anchors, covariances of samples.</summary>
/// <param name="settings">Weights and parameters.</param>
/// <param name="classCounts">Training utterances per class.</param>
internal sealed class TwinLosses(LossSettings settings, IReadOnlyList<long> classCounts)
{
    private readonly IReadOnlyList<double> weights = new SwfcLoss(settings, classCounts).Weights;

    /// <summary>SWFC, anchor by anchor, each with its own copy of all the others.</summary>
    /// <param name="z">(N, D)</param>
    /// <param name="labels">(N) int64.</param>
    public Tensor Swfc(Tensor z, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var features = nn.functional.normalize(z, dim: -1);                                           // (N, D)
        var perSample = tensor(labels.data<long>().ToArray().Select(label => (float)weights[(int)label]).ToArray());   // (N)
        var total = zeros([]);                                                                        // ()
        for (int anchor = 0; anchor < z.shape[0]; anchor++)
            if (OfAnchor(features, labels, anchor) is { } term) total = total + term * perSample[anchor];   // ()
        return total.neg().div(Scalars.Of((double)z.shape[0])).MoveToOuterDisposeScope();
    }

    /// <summary>Soft-HGR through N x N covariances of each pair.</summary>
    public static Tensor SoftHgr(Tensor text, Tensor audio, Tensor visual)
    {
        using var scope = NewDisposeScope();
        var total = zeros([]);                                                                        // ()
        foreach (var (f, g) in new[] { (text, audio), (text, visual), (audio, visual) })
        {
            var mapping = (f * g).sum(-1).mean();                                                     // ()
            var trace = Covariance(f).matmul(Covariance(g)).trace();                                  // ()
            total = total + mapping - trace.div(Scalars.Of(2.0 * f.shape[0]));                        // ()
        }
        return total.neg().div(Scalars.Of((double)text.shape[0])).MoveToOuterDisposeScope();
    }

    private Tensor? OfAnchor(Tensor features, Tensor labels, int anchor)
    {
        using var scope = NewDisposeScope();
        long others = features.shape[0] - 1;
        Tensor Without(Tensor rows) => cat([rows.narrow(0, 0, anchor), rows.narrow(0, anchor + 1, others - anchor)], 0);
        var rest = Without(features);                                                                 // (N-1, D)
        var similarity = (features[anchor].expand(others, -1) * rest).sum(-1);                        // (N-1)
        var probabilities = similarity.div(Scalars.Of(settings.Temperature)).softmax(0);              // (N-1)
        var positive = probabilities.index(TensorIndex.Tensor(Without(labels).eq(labels[anchor])));   // (R)
        if (positive.shape[0] == 0) return null;
        var focus = (ones_like(positive) - positive).pow(Scalars.Of(settings.Focus));                 // (R)
        return (positive.log() * focus).mean([0]).MoveToOuterDisposeScope();                          // ()
    }

    private static Tensor Covariance(Tensor features)
    {
        var centred = features - features.mean([1], keepdim: true);                                   // (N, D)
        return centred.matmul(centred.t()).div(Scalars.Of(features.shape[1] - 1.0));                  // (N, N)
    }
}
