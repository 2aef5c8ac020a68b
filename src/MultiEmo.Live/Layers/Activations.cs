using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>
/// What a network does with single numbers between its products. Written out, for one walk over them, and because a general library of vectors takes
/// a tenth of a second to be compiled, more than a chat has.
/// </summary>
internal static class Activations
{
    /// <summary>r and z = sigmoid(input + hidden), n = tanh(input + r hidden), h' = n + z (h - n).</summary>
    /// <param name="input">(3D), the input's share of r, z, n.</param>
    /// <param name="hidden">(3D), the state's share.</param>
    /// <param name="state">(D), h, then h'.</param>
    public static void Recur(ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, Span<float> state)
    {
        int width = state.Length, lanes = Vector<float>.Count, at = 0;
        for (; at + lanes <= width; at += lanes)
            Step(Shares(input, at, width), Shares(hidden, at, width), new Vector<float>(state[at..])).CopyTo(state[at..]);
        if (at == width) return;
        Span<float> rest = stackalloc float[7 * lanes];
        for (int part = 0; part < 3; part++)
        {
            input.Slice((part * width) + at, width - at).CopyTo(rest[(part * lanes)..]);
            hidden.Slice((part * width) + at, width - at).CopyTo(rest[((3 + part) * lanes)..]);
        }
        var last = rest[(6 * lanes)..];
        state[at..].CopyTo(last);
        Step(Shares(rest, 0, lanes), Shares(rest[(3 * lanes)..], 0, lanes), new Vector<float>(last)).CopyTo(last);
        last[..(width - at)].CopyTo(state[at..]);
    }

    /// <summary>tanh, in place.</summary>
    public static void Tanh(Span<float> row)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        foreach (ref var vector in vectors) vector = Functions.Tanh(vector);
        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++) row[i] = MathF.Tanh(row[i]);
    }

    /// <summary>max(x, 0), in place.</summary>
    public static void Rectify(Span<float> row)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        foreach (ref var vector in vectors) vector = Vector.Max(vector, Vector<float>.Zero);
        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++) row[i] = Math.Max(row[i], 0);
    }

    private readonly record struct Share(Vector<float> Reset, Vector<float> Update, Vector<float> Candidate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Share Shares(ReadOnlySpan<float> gates, int at, int width) =>
        new(new(gates[at..]), new(gates[(width + at)..]), new(gates[((2 * width) + at)..]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Step(Share input, Share hidden, Vector<float> state)
    {
        Vector<float> reset = Functions.Sigmoid(input.Reset + hidden.Reset), update = Functions.Sigmoid(input.Update + hidden.Update);
        var candidate = Functions.Tanh(Vector.FusedMultiplyAdd(reset, hidden.Candidate, input.Candidate));
        return Vector.FusedMultiplyAdd(update, state - candidate, candidate);
    }
}
