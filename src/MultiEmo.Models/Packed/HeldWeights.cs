using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>
/// The weights of a model as its products read them, kept from pass to pass as long as somebody holds them. TorchSharp does not tell how often a
/// tensor was changed, and the optimizer's own pass over memory is not counted by libtorch, so nothing is kept on suspicion: whoever holds the
/// weights knows that they stay. Some numbers of each are compared all the same whenever it is used, so that an optimizer's step, a checkpoint or
/// an average in their place ends in an error.
/// </summary>
internal sealed class HeldWeights
{
    private const int Samples = 4;      // of each matrix

    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> kept = [];
    private int holders;

    /// <summary>Whether somebody holds the weights.</summary>
    public bool Open
    {
        get { lock (gate) return holders > 0; }
    }

    /// <summary>Holds the weights; when all who did are disposed, what is kept is freed.</summary>
    public IDisposable Hold()
    {
        lock (gate) holders++;
        return new Holder(this);
    }

    /// <summary>A weight as the right factor of x W^T.</summary>
    /// <param name="name">Under which it is kept.</param>
    /// <param name="parts">(outputs, inputs) together, one below the other.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <exception cref="InvalidOperationException">It was changed since it was first used, or nobody holds it any more.</exception>
    public Panels Transposed(string name, Matrix[] parts, int threads)
    {
        float[] samples = [.. parts.SelectMany(Sample)];
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(holders == 0, this);
            if (!kept.TryGetValue(name, out var found))
                kept[name] = found = new Kept(Panels.Own().Fill(StoredFactor.Transposed(parts), threads), samples);
            if (!found.Samples.AsSpan().SequenceEqual(samples))
                throw new InvalidOperationException($"{name} was changed while the weights were held");
            return found.Panels;
        }
    }

    private static float[] Sample(Matrix part) =>
        [.. Enumerable.Range(0, Samples).Select(i => part.Row(i * (part.Rows - 1) / (Samples - 1))[i * (part.Columns - 1) / (Samples - 1)])];

    private void Release()
    {
        lock (gate)
        {
            if (--holders > 0) return;
            foreach (var each in kept.Values) each.Panels.Dispose();
            kept.Clear();
        }
    }

    private sealed record Kept(Panels Panels, float[] Samples);

    private sealed class Holder(HeldWeights weights) : IDisposable
    {
        private HeldWeights? held = weights;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
