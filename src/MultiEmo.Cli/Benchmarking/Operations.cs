using MultiEmo.Models.Losses;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>
/// How many floating-point operations the matrix products of MultiEMO need for the real turns of a batch, two for each multiplication that is added
/// to a sum: nothing for padding, one party's row in every step of a recurrence, each loss in closed form. What is done number by number (gates,
/// softmax, LayerNorm, Adam) is not counted.
/// </summary>
/// <param name="architecture">The network, all of whose modalities every turn has.</param>
/// <param name="loss">Which losses there are.</param>
internal sealed class Operations(Architecture architecture, LossSettings loss)
{
    // A gradient takes two products for each of the forward pass: one for the weights, one for the input.
    private const double MultiplyAdd = 2, Backward = 2, Gates = 3;

    private double Width => architecture.Width;

    private int Modalities => architecture.Modalities.Count;

    /// <summary>A training step without the optimizer: scores, losses and the gradients of all parameters.</summary>
    /// <param name="lengths">Turns of each conversation of the batch.</param>
    public double Step(IReadOnlyCollection<int> lengths)
    {
        // Nobody needs the gradient of the features.
        double unneeded = MultiplyAdd * lengths.Sum() * Projections;
        return (1 + Backward) * Evaluation(lengths) - unneeded;
    }

    /// <summary>Scores and losses of a batch without gradients.</summary>
    /// <param name="lengths">Turns of each conversation of the batch.</param>
    public double Evaluation(IReadOnlyCollection<int> lengths) => Forward(lengths) + Losses(lengths.Sum());

    /// <summary>Scores of a batch.</summary>
    /// <param name="lengths">Turns of each conversation of the batch.</param>
    public double Forward(IReadOnlyCollection<int> lengths)
    {
        double turns = lengths.Sum(), pairs = lengths.Sum(length => (double)length * length);
        return MultiplyAdd * (turns * (Projections + Contexts + FusionOfTurn + Classification) + pairs * FusionOfPair);
    }

    /// <summary>Values of the losses over the turns of a batch.</summary>
    /// <param name="turns">N.</param>
    public double Losses(double turns)
    {
        double pairs = Modalities * (Modalities - 1) / 2.0, covariances = loss.Form == LossForm.Released ? 1 : 2;
        double contrast = loss.Swfc == 0 ? 0 : turns * turns * Width;
        double correlation = loss.SoftHgr == 0 ? 0 : pairs * turns * (covariances * Width * Width + Width);
        return MultiplyAdd * (contrast + correlation);
    }

    private double Projections => architecture.Modalities.Sum(modality => architecture.WidthOf(modality)!.Value) * Width;

    private double Contexts
    {
        get
        {
            // Global and party cell see the turn and a second vector, the emotion cell one vector; each its own state too.
            double cells = Gates * Width * (3 * Width + 3 * Width + 2 * Width), attention = 2 * Width;
            double step = cells + attention, joined = 2 * Width * Width;
            return architecture.Modalities.Count(architecture.HasContext) * (architecture.Bidirectional ? 2 * step + joined : step);
        }
    }

    private double Layers => architecture.MultiAttn ? Modalities * architecture.Layers : 0;

    // Queries, keys, values and the projection behind them for each partner; the feed-forward part once.
    private double FusionOfTurn => Layers * ((Modalities - 1) * 4 * Width * Width + 2 * Width * architecture.Hidden);

    // Scores and their use, for each partner.
    private double FusionOfPair => Layers * (Modalities - 1) * 2 * Width;

    private double Classification =>
        Modalities * Width * Width + Width * architecture.Classifier + (double)architecture.Classifier * architecture.Classes;
}
