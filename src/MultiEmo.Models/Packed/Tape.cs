using System.Runtime.InteropServices;
using MultiEmo.Features.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Models.Packed;

/// <summary>One pass over a batch: its turns, the parameters, the memory for what is kept for the way back.</summary>
/// <param name="turns">The turns of the batch.</param>
/// <param name="parameters">The parameters that the batch uses.</param>
/// <param name="threads">At most so many threads.</param>
/// <param name="training">Whether dropout is on.</param>
/// <param name="learns">Whether there is a way back.</param>
/// <param name="held">The weights of more passes than this; null: nobody holds them.</param>
internal sealed unsafe class Tape(
    PackedTurns turns, PackedParameters parameters, int threads, bool training, bool learns, HeldWeights? held) : IDisposable
{
    private bool disposed;

    /// <summary>The turns of the batch.</summary>
    public PackedTurns Turns => turns;

    /// <summary>The parameters that the batch uses.</summary>
    public PackedParameters Parameters => parameters;

    /// <summary>At most so many threads.</summary>
    public int Threads => threads;

    /// <summary>Whether there is a way back.</summary>
    public bool Learns => learns;

    /// <summary>The memory.</summary>
    public Workspace Space { get; } = Workspace.Rent();

    /// <summary>The same pass with memory of its own, for what is over before the rest is.</summary>
    public Tape Beside() => new(turns, parameters, threads, training, learns, held);

    /// <summary>y = x W^T, for a weight that a pass multiplies once.</summary>
    /// <param name="x">(N, inputs)</param>
    /// <param name="name">What the weight is, the same in every pass.</param>
    /// <param name="parts">(outputs, inputs) together, one below the other.</param>
    /// <param name="y">(N, outputs)</param>
    /// <param name="finish">What becomes of the sums.</param>
    /// <param name="alone">Whether on this thread alone.</param>
    public void Multiply(Matrix x, string name, Matrix[] parts, Matrix y, Finish finish, bool alone = false)
    {
        int most = alone ? 1 : threads;
        if (held is null) Product.Of(x, StoredFactor.Transposed(parts), y, finish, most);
        else Product.Of(x, held.Transposed(name, parts, most), y, finish, most);
    }

    /// <summary>A weight that a pass multiplies often as the right factor of x W^T: for this pass, or kept while the weights are held.</summary>
    /// <param name="name">What it is, the same in every pass.</param>
    /// <param name="parts">(outputs, inputs) together, one below the other.</param>
    public ArrangedWeight Transposed(string name, params Matrix[] parts) => held is null
        ? new(Panels.Rent().Fill(StoredFactor.Transposed(parts), threads), kept: false)
        : new(held.Transposed(name, parts, threads), kept: true);

    /// <summary>(N, columns), factors of a dropout: 0 or 1 / (1 - rate); none where nothing is dropped.</summary>
    public Matrix Drop(double rate, int columns)
    {
        if (rate == 0 || !training) return default;
        using var ones = torch.ones([turns.Count, columns]);
        using var mask = nn.functional.dropout(ones, rate, training: true);
        var factors = Space.Take(turns.Count, columns);
        MemoryMarshal.Cast<byte, float>(mask.bytes).CopyTo(new Span<float>(factors.Data, turns.Count * columns));
        return factors;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Space.Dispose();
    }
}
