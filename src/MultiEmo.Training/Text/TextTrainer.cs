using MultiEmo.Conversations;
using MultiEmo.Models;
using static TorchSharp.torch;

namespace MultiEmo.Training.Text;

/// <summary>
/// Trains a text network, of whatever kind: AdamW, linear warm-up and decay, clipped gradients, and the epoch with the best weighted F1 on
/// validation. A step may be accumulated in parts. A checkpoint between two steps lets an interrupted training go on to the same bytes.
/// </summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">What to learn from and choose on.</param>
/// <param name="clock">Tells how often a checkpoint is worth its time.</param>
public sealed class TextTrainer(TextRecipe recipe, TextData data, TimeProvider clock)
{
    private const double NoLimit = 1e30;

    private readonly TextTrainingSettings settings = recipe.Training;
    private readonly int steps = TextSteps.Count(data, recipe.Training);

    /// <summary>Trains to the end, from the checkpoint where there is one.</summary>
    /// <param name="state">The training at its beginning.</param>
    /// <param name="checkpoint">The checkpoint's file.</param>
    /// <param name="about">What the checkpoint is of.</param>
    /// <param name="progress">Is told of every step and epoch.</param>
    /// <param name="stop">Ends the training between two steps; the checkpoint stays.</param>
    /// <exception cref="BadInputException">Gradients that are no numbers, or a checkpoint of another training.</exception>
    public void Train(TextState state, string checkpoint, string about, IProgress<TextProgress> progress, CancellationToken stop)
    {
        if (File.Exists(checkpoint)) state.Load(checkpoint, about);
        foreach (var done in state.History) progress.Report(new(done.Epoch, settings.Epochs, steps, steps, 0, done));
        var schedule = new WarmUpSchedule(settings.LearningRate, settings.Epochs * steps, settings.WarmUp);
        var checkpoints = new CheckpointRhythm(clock);
        while (!state.Ended)
        {
            int epoch = state.History.Count;
            var order = TextSteps.Of(data, state.Learner.Lengths, settings, Seeds.Epoch(recipe.Seed, epoch));
            foreach (var step in order.Skip(state.Step))
            {
                stop.ThrowIfCancellationRequested();
                state.Adam.LearningRate = schedule.Rate(epoch * steps + state.Step);
                Take(step, state, epoch);
                if (state.Step < steps) checkpoints.Save(ended: false, () => state.Save(checkpoint, about));
                progress.Report(new(epoch + 1, settings.Epochs, state.Step, steps, step.Count));
            }
            state.Close(Report(state, TextScore.Of(state.Learner, data, settings.Tokens, stop)));
            checkpoints.Save(state.Ended, () => state.Save(checkpoint, about));
            progress.Report(new(epoch + 1, settings.Epochs, steps, steps, 0, state.History[^1]));
        }
    }

    private void Take(TextStep step, TextState state, int epoch)
    {
        using var scope = NewDisposeScope();
        Seeds.Step(recipe.Seed, epoch * steps + state.Step);
        state.Learner.Network.train();
        state.Adam.ZeroGradients();
        foreach (var part in step.Parts) Accumulate(part, step.Count, state);
        double norm = state.Adam.Clip(settings.Clip > 0 ? settings.Clip : NoLimit);
        if (!double.IsFinite(norm)) throw Diverged(step, state, epoch);
        state.Adam.Step();
        state.CloseStep();
    }

    // The mean over the step's examples, whatever parts they run in.
    private void Accumulate(TextPart part, int count, TextState state)
    {
        using var scope = NewDisposeScope();
        var logits = state.Learner.Logits(part.Head, part.Examples);                                  // (B, C)
        var truth = tensor([.. part.Examples.Select(example => (long)data.Examples[example].Label)], device: logits.device);     // (B)
        var loss = nn.functional.cross_entropy(logits, truth, reduction: nn.Reduction.Sum, label_smoothing: settings.LabelSmoothing);
        loss.div(Scalars.Of((double)count)).backward();
        state.Add(loss);
    }

    private TextEpoch Report(TextState state, TextScore score) => new(
        state.History.Count + 1, state.Adam.LearningRate, state.Loss / data.Train.Count, score.Loss, score.Metrics.WeightedF1, score.Metrics.Accuracy,
        state.BestEpoch is null || score.Metrics.WeightedF1 > state.BestEpoch.SelectionF1);

    private BadInputException Diverged(TextStep step, TextState state, int epoch)
    {
        var names = step.Parts.SelectMany(part => part.Examples).Take(5)
            .Select(example => $"{data.Examples[example].Conversation.Id}, turn {data.Examples[example].Turn.Turn}");
        return new BadInputException(
            $"the gradients of epoch {epoch + 1}, step {state.Step + 1} are no finite numbers (utterances such as {string.Join("; ", names)})",
            "lower training.learning_rate, or begin with other weights");
    }
}
