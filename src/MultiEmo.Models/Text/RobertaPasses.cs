using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MultiEmo.Features.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// The layers without gradients, in managed code, equal to the modules': what the processor can do is used whoever made it, threads are of one kind,
/// and padding can be left out. All numbers are in a few pieces of memory that are used again, since fresh memory costs more than arithmetic.
/// </summary>
internal sealed class RobertaPasses : IDisposable
{
    private const int Many = 128;       // rows

    private readonly RobertaSettings settings;
    private readonly int threads = get_num_threads();
    private readonly List<Scratch> rented = [];
    private readonly int[] lengths;
    private readonly int[] starts;
    private readonly Memory<float> states, queries, keys, values, attended, wide;      // rows of D, wide of F

    /// <summary>Takes the states before the first layer.</summary>
    /// <param name="settings">The network's shape.</param>
    /// <param name="embedded">(B, S, D) float32.</param>
    /// <param name="mask">(B, S) bool, padding at the end.</param>
    /// <param name="padding">Whether padding is computed too.</param>
    public RobertaPasses(RobertaSettings settings, Tensor embedded, Tensor mask, bool padding)
    {
        this.settings = settings;
        int width = settings.Width, longest = (int)mask.shape[1];
        using var counts = mask.sum(1, type: ScalarType.Int64);                        // (B)
        lengths = [.. counts.data<long>().Select(count => (int)count)];
        starts = new int[lengths.Length + 1];
        for (int i = 0; i < lengths.Length; i++) starts[i + 1] = starts[i] + (padding ? longest : lengths[i]);
        (states, queries, keys, values) = (Rent(width), Rent(width), Rent(width), Rent(width));
        (attended, wide) = (Rent(width), Rent(settings.Hidden));
        var source = Numbers(embedded);
        for (int i = 0; i < lengths.Length; i++)
            source.Slice(i * longest * width, (starts[i + 1] - starts[i]) * width).CopyTo(states.Span[(starts[i] * width)..]);
    }

    /// <summary>Whether the layers go this way.</summary>
    /// <param name="embedded">(B, S, D)</param>
    public static bool Pay(Tensor embedded)
    {
        bool plain = !is_grad_enabled() && embedded.device_type == DeviceType.CPU && embedded.dtype == ScalarType.Float32 && embedded.is_contiguous();
        return plain && embedded.numel() < 1 << 26 && Affine.Pays((int)(embedded.shape[0] * embedded.shape[1]));
    }

    /// <summary>Runs a layer on every row.</summary>
    public void Run(RobertaLayer layer) => Run(layer, starts, states);

    /// <summary>Runs a layer for each input's first token alone, after which nothing more can be run.</summary>
    /// <returns>(B, D)</returns>
    public Tensor First(RobertaLayer layer)
    {
        int width = settings.Width;
        var first = Rent(width)[..(lengths.Length * width)];
        for (int i = 0; i < lengths.Length; i++) states.Span.Slice(starts[i] * width, width).CopyTo(first.Span[(i * width)..]);
        Run(layer, [.. Enumerable.Range(0, starts.Length)], first);
        return Tensor(first, [lengths.Length, width]);
    }

    /// <summary>The states as they are: (B, S, D), where padding is computed.</summary>
    public Tensor States() => Tensor(states, [lengths.Length, starts[^1] / lengths.Length, settings.Width]);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var piece in rented) piece.Dispose();
        rented.Clear();
    }

    // Replaces the states of those that look: of input i, rows places[i] to places[i + 1]. All tokens of an input are seen.
    private void Run(RobertaLayer layer, int[] places, Memory<float> looking)
    {
        int count = looking.Length / settings.Width;
        var self = layer.Attention;
        Apply(self.Key, states, keys);
        Apply(self.Value, states, values);
        var query = queries[..looking.Length];
        Apply(self.Query, looking, query);
        Attend(query, places);
        var middle = attended[..looking.Length];
        Apply(layer.Attended.Dense, query, middle);
        Normalize(layer.Attended.Norm, middle, looking);
        var hidden = wide[..(count * settings.Hidden)];
        Apply(layer.Widening, middle, hidden);
        ForRows(hidden, settings.Hidden, (row, _) => Rows.Gelu(row));
        Apply(layer.Output.Dense, hidden, looking);
        Normalize(layer.Output.Norm, looking, middle);
    }

    // From some rows on it pays to arrange the weights for them.
    private unsafe void Apply(Linear linear, Memory<float> input, Memory<float> output)
    {
        int inputs = (int)linear.in_features, outputs = (int)linear.out_features, rows = output.Length / outputs;
        Span<float> weight = Numbers(linear.weight), bias = Numbers(linear.bias!);
        if (rows < Many) Affine.Apply(input.Span, weight, bias, output.Span, outputs, threads);
        else
            fixed (float* x = input.Span, w = weight, b = bias, y = output.Span)
                Dense.Forward(new Matrix(x, rows, inputs), [new Matrix(w, outputs, inputs)], b, new Matrix(y, rows, outputs), threads);
    }

    // LayerNorm(sublayer + input), in place of the sublayer.
    private void Normalize(LayerNorm norm, Memory<float> sublayer, Memory<float> input)
    {
        int width = settings.Width;
        float[] gain = Numbers(norm.weight).ToArray(), bias = Numbers(norm.bias!).ToArray();
        ForRows(sublayer, width, (row, start) =>
        {
            TensorPrimitives.Add(row, input.Span.Slice(start, width), row);
            Normalization.Forward(row, gain, bias, settings.Epsilon, row);
        });
    }

    // Replaces queries by what they see, head by head.
    private unsafe void Attend(Memory<float> looking, int[] places)
    {
        int width = settings.Width, head = width / settings.Heads;
        using MemoryHandle pinnedQueries = looking.Pin(), pinnedKeys = keys.Pin(), pinnedValues = values.Pin();
        nint q = (nint)pinnedQueries.Pointer, k = (nint)pinnedKeys.Pointer, v = (nint)pinnedValues.Pointer;
        Crew.Run(lengths.Length * settings.Heads, threads, job =>
        {
            int input = job / settings.Heads;
            Matrix Head(nint all, int row, int count) => new((float*)all + ((long)row * width) + (job % settings.Heads * head), count, head, width);
            var query = Head(q, places[input], places[input + 1] - places[input]);                  // (looking, D/H)
            using var panels = Panels.Rent().Fill(StoredFactor.Transposed(Head(k, starts[input], lengths[input])));
            var space = Workspace.OfThread;
            var mark = space.Taken;
            var shares = space.Take(query.Rows, lengths[input]);                                    // (looking, S)
            Product.Of(query, panels, shares);
            for (int row = 0; row < shares.Rows; row++) Rows.Softmax(shares.Row(row), (float)(1 / Math.Sqrt(head)));
            Product.Of(shares, panels.Fill(StoredFactor.Of(Head(v, starts[input], lengths[input]))), query);
            space.Rewind(mark);
        });
    }

    private void ForRows(Memory<float> matrix, int width, Action<Span<float>, int> change)
    {
        Crew.Rows(matrix.Length / width, threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++) change(matrix.Span.Slice(row * width, width), row * width);
        });
    }

    private Memory<float> Rent(int width)
    {
        rented.Add(new Scratch(starts[^1] * width));
        return rented[^1].Memory;
    }

    // In memory of libtorch's own, which begins at a cache line's beginning: Intel's library adds up in another order where numbers lie elsewhere.
    private static Tensor Tensor(Memory<float> numbers, long[] shape)
    {
        using var managed = tensor(numbers, shape);
        return managed.clone();
    }

    private static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
