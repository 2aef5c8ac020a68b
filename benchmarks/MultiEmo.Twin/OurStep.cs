using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Twin;

/// <summary>The product's training step and evaluation, the very ones that <c>multiemo train</c> runs.</summary>
/// <param name="workload">What is trained.</param>
/// <param name="state">The training.</param>
internal sealed class OurStep(Workload workload, TrainingState state)
{
    private readonly TotalLoss loss = new(workload.Recipe.Loss, workload.Train.ClassCounts());

    /// <summary>The seconds of a training step on some conversations, batch building included.</summary>
    public double Train(int[] conversations)
    {
        var epoch = new TrainingEpoch(workload.Recipe, workload.Train.Subset(conversations), 1, CPU);
        return Watch.Time(() => epoch.Run(state, loss, new Synchronous<TrainingProgress>(_ => { }), default));
    }

    /// <summary>The seconds of the evaluation of a dataset.</summary>
    public double Evaluate(ConversationDataset data) =>
        Watch.Time(() => ValidationScore.Of(state.Model, data, loss, workload.Recipe.Training.Batch, CPU, default));

    /// <summary>Total, SWFC, Soft-HGR and cross-entropy of a batch by the product's model and losses, without mask as in the reference.</summary>
    public double[] UnmaskedLosses(ConversationBatch batch)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = Network.Create(workload.Architecture with { Mask = false });
        Checkpoint.Write(model, Checkpoint.Read(state.Model).ToDictionary(pair => pair.Key, pair => pair.Value), "the training");
        model.eval();
        var terms = loss.Of(model.call(batch), batch.Labels)!;
        return [Scalars.Value(terms.Total), Scalars.Value(terms.Swfc), Scalars.Value(terms.SoftHgr), Scalars.Value(terms.CrossEntropy)];
    }
}
