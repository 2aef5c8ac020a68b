using System.Globalization;

namespace MultiEmo.Training.Text;

/// <summary>What one epoch brought: a row of history.csv.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">The rate of its last step.</param>
/// <param name="TrainLoss">Cross-entropy per training utterance, dropout and label smoothing counted.</param>
/// <param name="ValidationLoss">Cross-entropy per validation utterance.</param>
/// <param name="SelectionF1">Weighted F1 on validation, 0 .. 1.</param>
/// <param name="SelectionAccuracy">Accuracy on validation, 0 .. 1.</param>
/// <param name="Best">Whether the epoch is the best so far.</param>
public sealed record TextEpoch(
    int Epoch, double LearningRate, double TrainLoss, double ValidationLoss, double SelectionF1, double SelectionAccuracy, bool Best)
{
    /// <summary>The header of history.csv.</summary>
    public const string Header = "epoch,learning_rate,train_loss,validation_loss,selection_weighted_f1,selection_accuracy,best";

    /// <summary>The epoch as a row of history.csv.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"{Epoch},{LearningRate:r},{TrainLoss:r},{ValidationLoss:r},{SelectionF1:r},{SelectionAccuracy:r},{(Best ? 1 : 0)}");
}

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">The epoch in training, from 1.</param>
/// <param name="Epochs">The most epochs there will be.</param>
/// <param name="Step">Steps of the epoch that are done.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Examples">Utterances that the step just done learnt from; 0 between epochs.</param>
/// <param name="Last">The epoch that was just finished; null between steps.</param>
public sealed record TextProgress(int Epoch, int Epochs, int Step, int Steps, int Examples, TextEpoch? Last = null);
