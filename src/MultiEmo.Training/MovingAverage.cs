using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training;

/// <summary>An exponential moving average of a model's parameters (Polyak averaging), which takes their place while the model is validated.</summary>
public sealed class MovingAverage : IDisposable
{
    private readonly double decay;
    private readonly List<(string Name, Parameter Parameter)> parameters;
    private readonly List<Tensor> averages;
    private long steps;

    /// <summary>An average that begins at the present parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">The share of the average that a step keeps; the first steps keep less, (1 + n) / (10 + n).</param>
    public MovingAverage(nn.Module model, double decay)
    {
        using var scope = NewDisposeScope();
        this.decay = decay;
        parameters = [.. model.named_parameters().Select(pair => (pair.name, pair.parameter))];
        averages = [.. parameters.Select(pair => pair.Parameter.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Takes the parameters after a step into the average.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        double keep = Math.Min(decay, (1.0 + steps) / (10.0 + steps));
        steps++;
        using var share = (1 - keep).ToScalar();
        for (int i = 0; i < averages.Count; i++) averages[i].add_(parameters[i].Parameter - averages[i], share);
    }

    /// <summary>Exchanges parameters and averages; a second call undoes the first.</summary>
    public void Swap()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        for (int i = 0; i < averages.Count; i++)
        {
            var parameter = parameters[i].Parameter;
            var held = parameter.detach().clone();
            parameter.copy_(averages[i]);
            averages[i].copy_(held);
        }
    }

    /// <summary>The averages as named tensors.</summary>
    public IEnumerable<KeyValuePair<string, StoredTensor>> State()
    {
        for (int i = 0; i < averages.Count; i++) yield return new($"average/{parameters[i].Name}", Checkpoint.Store(averages[i]));
        yield return new("average.steps", StoredTensor.Of([steps]));
    }

    /// <summary>Takes up averages that <see cref="State"/> gave.</summary>
    /// <exception cref="Conversations.BadInputException">A part of it is missing or of another shape.</exception>
    public void Restore(SafetensorsFile file)
    {
        using var scope = NewDisposeScope();
        for (int i = 0; i < averages.Count; i++) averages[i].copy_(Checkpoint.Restore(file, $"average/{parameters[i].Name}", averages[i]));
        steps = Checkpoint.Number(file, "average.steps");
    }

    /// <summary>Frees the averages.</summary>
    public void Dispose() => averages.ForEach(average => average.Dispose());
}
