using MultiEmo.Features.Numerics;
using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training;

/// <summary>
/// Adam (Kingma and Ba 2015) as torch.optim.Adam computes it, or with decoupled decay as torch.optim.AdamW does. A parameter without gradient is
/// skipped, weight decay and step count included. Its state can be stored and restored to the same bytes.
/// </summary>
public sealed class Adam : IDisposable
{
    internal const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly List<Slot> slots;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Factor of the parameter that is added to its gradient.</param>
    public Adam(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double weightDecay)
        : this(parameters, learningRate, new WeightDecay(weightDecay))
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="decay">How parameters are drawn to zero.</param>
    public Adam(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, WeightDecay decay)
    {
        LearningRate = learningRate;
        slots = [.. parameters.Select(pair => new Slot(pair.name, pair.parameter, decay.On(pair.parameter)))];
    }

    /// <summary>Step size; the schedule lowers it.</summary>
    public double LearningRate { get; set; }

    /// <summary>Forgets all gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var slot in slots) slot.Parameter.grad = null;
    }

    /// <summary>The norm of all gradients together, which are scaled down to <paramref name="limit"/> where it is larger.</summary>
    /// <param name="limit">The largest norm allowed.</param>
    public double Clip(double limit) =>
        nn.utils.clip_grad_norm_([.. slots.Where(slot => slot.Parameter.grad is not null).Select(slot => slot.Parameter)], limit);

    /// <summary>One step along the gradients.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var pieces = new List<AdamPiece>();
        foreach (var slot in slots)
            if (slot.Parameter.grad is { } gradient) slot.Step(gradient, LearningRate, pieces);
        Crew.Run(pieces.Count, get_num_threads(), index => pieces[index].Step());
    }

    /// <summary>The state as named tensors: first and second moments and the step count of each parameter that has moved.</summary>
    public IEnumerable<KeyValuePair<string, StoredTensor>> State() => slots.SelectMany(slot => slot.State());

    /// <summary>Takes up a state that <see cref="State"/> gave.</summary>
    /// <exception cref="Conversations.BadInputException">A part of it is missing or of another shape.</exception>
    public void Restore(SafetensorsFile file)
    {
        foreach (var slot in slots) slot.Restore(file);
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var slot in slots) slot.Dispose();
    }

    private sealed class Slot(string name, Parameter parameter, WeightDecay decay) : IDisposable
    {
        private Tensor? mean;      // exponential average of the gradient
        private Tensor? square;    // exponential average of its square
        private long steps;

        public Parameter Parameter => parameter;

        public void Step(Tensor gradient, double learningRate, List<AdamPiece> pieces)
        {
            mean ??= zeros_like(parameter).DetachFromDisposeScope();
            square ??= zeros_like(parameter).DetachFromDisposeScope();
            steps++;
            if (AdamPiece.Serves(parameter, gradient))
            {
                var step = new AdamStep(decay.Decoupled ? 0 : decay.Factor, decay.Decoupled ? 1 - (learningRate * decay.Factor) : 1,
                    -learningRate / (1 - Math.Pow(Beta1, steps)), Math.Sqrt(1 - Math.Pow(Beta2, steps)));
                pieces.AddRange(AdamPiece.Of(parameter, gradient, mean, square, step));
            }
            else Step(gradient, learningRate);
        }

        private void Step(Tensor gradient, double learningRate)
        {
            if (decay.Factor != 0) gradient = Decayed(gradient, learningRate);
            mean!.mul_(Scalars.Of(Beta1)).add_(gradient, Scalars.Of(1 - Beta1));
            square!.mul_(Scalars.Of(Beta2)).addcmul_(gradient, gradient, Scalars.Of(1 - Beta2));
            using var step = (-learningRate / (1 - Math.Pow(Beta1, steps))).ToScalar();
            using var correction = Math.Sqrt(1 - Math.Pow(Beta2, steps)).ToScalar();
            var scale = square.sqrt().div_(correction).add_(Scalars.Of(Epsilon));
            parameter.addcdiv_(mean, scale, step);
        }

        // The parameter itself shrinks, or it is added to its gradient.
        private Tensor Decayed(Tensor gradient, double learningRate)
        {
            if (!decay.Decoupled) return gradient.add(parameter, Scalars.Of(decay.Factor));
            using var keep = (1 - learningRate * decay.Factor).ToScalar();
            parameter.mul_(keep);
            return gradient;
        }

        public IEnumerable<KeyValuePair<string, StoredTensor>> State()
        {
            if (mean is null) yield break;
            yield return new($"adam.mean/{name}", Checkpoint.Store(mean));
            yield return new($"adam.square/{name}", Checkpoint.Store(square!));
            yield return new($"adam.steps/{name}", StoredTensor.Of([steps]));
        }

        public void Restore(SafetensorsFile file)
        {
            if (!file.Tensors.ContainsKey($"adam.steps/{name}")) return;
            Dispose();
            mean = Checkpoint.Restore(file, $"adam.mean/{name}", parameter).DetachFromDisposeScope();
            square = Checkpoint.Restore(file, $"adam.square/{name}", parameter).DetachFromDisposeScope();
            steps = Checkpoint.Number(file, $"adam.steps/{name}");
        }

        public void Dispose()
        {
            mean?.Dispose();
            square?.Dispose();
        }
    }
}
