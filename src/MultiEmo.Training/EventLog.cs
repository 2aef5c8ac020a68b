using TorchSharp;
using TorchSharp.Modules;

namespace MultiEmo.Training;

/// <summary>Writes the epochs of a seed as TensorBoard events, and passes all progress on.</summary>
public sealed class EventLog : IProgress<TrainingProgress>, IDisposable
{
    private readonly string folder;
    private readonly IProgress<TrainingProgress> next;
    private SummaryWriter? writer;

    /// <summary>A log that begins anew; a resumed training writes its whole history again.</summary>
    /// <param name="folder">Where the event files go.</param>
    /// <param name="next">Who else wants to know.</param>
    public EventLog(string folder, IProgress<TrainingProgress> next)
    {
        (this.folder, this.next) = (folder, next);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Takes progress.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.Last is { } epoch) Write(epoch);
        next.Report(value);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => writer = null;

    private void Write(EpochReport epoch)
    {
        writer ??= torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
        void Scalar(string name, double value) => writer.add_scalar(name, (float)value, epoch.Epoch);
        Scalar("train/loss", epoch.TrainLoss);
        Scalar("train/swfc", epoch.TrainSwfc);
        Scalar("train/soft_hgr", epoch.TrainSoftHgr);
        Scalar("train/cross_entropy", epoch.TrainCrossEntropy);
        Scalar("validation/loss", epoch.ValidationLoss);
        Scalar("selection/weighted_f1", epoch.SelectionF1);
        Scalar("selection/accuracy", epoch.SelectionAccuracy);
        Scalar("learning_rate", epoch.LearningRate);
    }
}
