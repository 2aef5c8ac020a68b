using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>A training of a text network between two steps: all that an interrupted one needs to go on as if it had not been.</summary>
public sealed class TextState : IDisposable
{
    private const string Key = "state", About = "about";

    private readonly TextTrainingSettings settings;
    private readonly Tensor loss;
    private IReadOnlyList<KeyValuePair<string, StoredTensor>> best = [];

    /// <summary>A training at its beginning.</summary>
    /// <param name="learner">The network; owned from here on.</param>
    /// <param name="settings">How it is trained.</param>
    public TextState(TextLearner learner, TextTrainingSettings settings)
    {
        (Learner, this.settings) = (learner, settings);
        var decay = new WeightDecay(settings.WeightDecay) { Decoupled = true, MatricesAlone = true };
        Adam = new Adam(learner.Network.named_parameters(), settings.LearningRate, decay);
        var device = learner.Network.parameters().First().device;
        loss = zeros([], ScalarType.Float64, device).DetachFromDisposeScope();
    }

    /// <summary>The network in training.</summary>
    public TextLearner Learner { get; }

    /// <summary>The optimizer.</summary>
    public Adam Adam { get; }

    /// <summary>Steps of the present epoch that are done.</summary>
    public int Step { get; private set; }

    /// <summary>The epochs that are done.</summary>
    public IReadOnlyList<TextEpoch> History { get; private set; } = [];

    /// <summary>The best epoch so far; null before the first.</summary>
    public TextEpoch? BestEpoch => History.LastOrDefault(epoch => epoch.Best);

    /// <summary>Whether training has ended: all epochs done, or no better score for as long as the recipe bears.</summary>
    public bool Ended =>
        History.Count >= settings.Epochs ||
        (settings.Patience > 0 && BestEpoch is { } epoch && History.Count - epoch.Epoch >= settings.Patience);

    /// <summary>The loss of the present epoch's steps, summed over the examples.</summary>
    public double Loss => Scalars.Value(loss);

    /// <summary>Counts the loss of examples in; it stays on the device.</summary>
    /// <param name="sum">Summed over the examples, a scalar.</param>
    public void Add(Tensor sum)
    {
        using var untracked = no_grad();
        using var wide = sum.detach().to(ScalarType.Float64);
        loss.add_(wide);
    }

    /// <summary>Closes a step.</summary>
    public void CloseStep() => Step++;

    /// <summary>Closes an epoch: keeps the parameters if it is the best.</summary>
    /// <param name="epoch">What the epoch brought.</param>
    public void Close(TextEpoch epoch)
    {
        History = [.. History, epoch];
        if (epoch.Best) best = Checkpoint.Read(Learner.Network);
        Begin(step: 0, sum: 0);
    }

    /// <summary>Writes the state as one file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="about">What it is a training of; <see cref="Load"/> takes no other.</param>
    public void Save(string path, string about) => Safetensors.Write(path,
        [.. StateFile.Named("model", Checkpoint.Read(Learner.Network)), .. StateFile.Named("best", best), .. Adam.State()],
        new Dictionary<string, string> { [Key] = Json.Text(new Numbers(History, Step, Loss)), [About] = about });

    /// <summary>Takes up a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="BadInputException">The file is broken, or of another training.</exception>
    public void Load(string path, string about)
    {
        var file = Safetensors.Read(path);
        if (file.Metadata.GetValueOrDefault(About) != about)
            throw new BadInputException(
                "the checkpoint is of other settings, data or weights", "resume with those of the beginning, or start anew with --force", path);
        var numbers = StateFile.Numbers<Numbers>(file, Key);
        Checkpoint.Write(Learner.Network, StateFile.Under("model", file.Tensors), path);
        best = numbers.History.Count == 0
            ? []
            : [.. Learner.Network.named_parameters().Select(pair => KeyValuePair.Create(pair.name, file.Require($"best/{pair.name}")))];
        Adam.Restore(file);
        History = numbers.History;
        Begin(numbers.Step, numbers.Loss);
    }

    /// <summary>Puts the parameters of the best epoch into the network.</summary>
    public void RestoreBest() => Checkpoint.Write(Learner.Network, best.ToDictionary(pair => pair.Key, pair => pair.Value), "the best epoch");

    /// <summary>Frees the network and the optimizer's tensors.</summary>
    public void Dispose()
    {
        Learner.Dispose();
        Adam.Dispose();
        loss.Dispose();
    }

    private sealed record Numbers(IReadOnlyList<TextEpoch> History, int Step, double Loss);

    private void Begin(int step, double sum)
    {
        using var scope = NewDisposeScope();
        (Step, _) = (step, loss.copy_(tensor(sum, ScalarType.Float64)));
    }
}
