using System.Globalization;

namespace MultiEmo.Training;

/// <summary>What one epoch brought: a row of history.csv.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">The rate during the epoch.</param>
/// <param name="TrainLoss">Sum over the batches, total loss.</param>
/// <param name="TrainSwfc">Sum over the batches.</param>
/// <param name="TrainSoftHgr">Sum over the batches.</param>
/// <param name="TrainCrossEntropy">Sum over the batches.</param>
/// <param name="ValidationLoss">Sum over the batches, total loss; it drives the learning rate.</param>
/// <param name="SelectionF1">Weighted F1 on the split that the epoch is chosen on, 0 .. 1.</param>
/// <param name="SelectionAccuracy">Accuracy on that split, 0 .. 1.</param>
/// <param name="Best">Whether the epoch is the best so far.</param>
public sealed record EpochReport(
    int Epoch, double LearningRate, double TrainLoss, double TrainSwfc, double TrainSoftHgr, double TrainCrossEntropy,
    double ValidationLoss, double SelectionF1, double SelectionAccuracy, bool Best)
{
    /// <summary>The header of history.csv.</summary>
    public const string Header =
        "epoch,learning_rate,train_loss,train_swfc,train_soft_hgr,train_cross_entropy,validation_loss,selection_weighted_f1,selection_accuracy,best";

    /// <summary>The epoch as a row of history.csv.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"{Epoch},{LearningRate:r},{TrainLoss:r},{TrainSwfc:r},{TrainSoftHgr:r},{TrainCrossEntropy:r},"
        + $"{ValidationLoss:r},{SelectionF1:r},{SelectionAccuracy:r},{(Best ? 1 : 0)}");
}
