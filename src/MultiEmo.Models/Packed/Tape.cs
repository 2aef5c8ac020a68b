using MultiEmo.Features.Numerics;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Packed;

/// <summary>One pass over a batch: its turns, the parameters, the memory for what is kept for the way back.</summary>
/// <param name="turns">The turns of the batch.</param>
/// <param name="parameters">The parameters that the batch uses.</param>
/// <param name="threads">At most so many threads.</param>
/// <param name="training">Whether dropout is on.</param>
internal sealed class Tape(PackedTurns turns, PackedParameters parameters, int threads, bool training) : IDisposable
{
    private readonly List<Tensor> masks = [];
    private bool disposed;

    /// <summary>The turns of the batch.</summary>
    public PackedTurns Turns => turns;

    /// <summary>The parameters that the batch uses.</summary>
    public PackedParameters Parameters => parameters;

    /// <summary>At most so many threads.</summary>
    public int Threads => threads;

    /// <summary>The memory.</summary>
    public Workspace Space { get; } = Workspace.Rent();

    /// <summary>The same pass with memory of its own, for what is over before the rest is.</summary>
    public Tape Beside() => new(turns, parameters, threads, training);

    /// <summary>(N, columns), factors of a dropout: 0 or 1 / (1 - rate); none where nothing is dropped.</summary>
    public Matrix Drop(double rate, int columns)
    {
        if (rate == 0 || !training) return default;
        using var ones = Ones(columns);
        var mask = nn.functional.dropout(ones, rate, training: true).DetachFromDisposeScope();
        masks.Add(mask);
        return PackedParameters.Of(mask);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Space.Dispose();
        foreach (var mask in masks) mask.Dispose();
    }

    private Tensor Ones(int columns) => ones([turns.Count, columns]);
}
