using System.Numerics;
using System.Runtime.CompilerServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Steps of a gated recurrent unit from the products with its weights, and back. Of widths D that are a multiple of the processor's vectors.
/// <code>r = s(i_r + h_r)   z = s(i_z + h_z)   n = tanh(i_n + r h_n)   state' = (1 - z) n + z state</code>
/// </summary>
public static unsafe class Gru
{
    /// <summary>Whether states of this width can be computed.</summary>
    public static bool Fits(int width) => width % Vector<float>.Count == 0;

    /// <summary>One step of several rows.</summary>
    /// <param name="step">What goes in and what comes out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in GruStep step)
    {
        int width = step.State.Columns;
        for (int row = 0; row < step.Next.Rows; row++)
        {
            float* gates = step.Gates.At(row), state = step.State.At(row), next = step.Next.At(row);
            float* input = step.Input.At(row), hidden = step.Hidden.At(row);
            float* more = step.More.IsNone ? null : step.More.At(row), drop = step.Drop.IsNone ? null : step.Drop.At(row);
            for (int i = 0; i < width; i += Vector<float>.Count)
            {
                var r = Functions.Sigmoid(Of(input, more, step.InputBias, i) + Of(hidden, null, step.HiddenBias, i));
                int z = i + width, n = z + width;
                var update = Functions.Sigmoid(Of(input, more, step.InputBias, z) + Of(hidden, null, step.HiddenBias, z));
                var own = Of(hidden, null, step.HiddenBias, n);
                var candidate = Functions.Tanh(Vector.FusedMultiplyAdd(r, own, Of(input, more, step.InputBias, n)));
                var after = Vector.FusedMultiplyAdd(update, Vector.Load(state + i) - candidate, candidate);
                if (drop != null) after *= Vector.Load(drop + i);
                r.Store(gates + i);
                update.Store(gates + z);
                candidate.Store(gates + n);
                own.Store(gates + n + width);
                after.Store(next + i);
            }
        }
    }

    /// <summary>The gradients of a step of several rows.</summary>
    /// <param name="step">What the step kept, and where the gradients go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in GruGradient step)
    {
        int width = step.State.Columns;
        for (int row = 0; row < step.Next.Rows; row++)
        {
            float* gates = step.Gates.At(row), state = step.State.At(row), next = step.Next.At(row), back = step.Before.At(row);
            float* input = step.Input.At(row), hidden = step.Hidden.At(row), drop = step.Drop.IsNone ? null : step.Drop.At(row);
            for (int i = 0; i < width; i += Vector<float>.Count)
            {
                int z = i + width, n = z + width;
                Vector<float> r = Vector.Load(gates + i), update = Vector.Load(gates + z), candidate = Vector.Load(gates + n);
                var gradient = Vector.Load(next + i);
                if (drop != null) gradient *= Vector.Load(drop + i);
                var one = Vector<float>.One;
                var ofN = gradient * (one - update) * (one - (candidate * candidate));
                var ofZ = gradient * (Vector.Load(state + i) - candidate) * update * (one - update);
                var ofR = ofN * Vector.Load(gates + n + width) * r * (one - r);
                ofR.Store(input + i);
                ofR.Store(hidden + i);
                ofZ.Store(input + z);
                ofZ.Store(hidden + z);
                ofN.Store(input + n);
                (ofN * r).Store(hidden + n);
                (gradient * update).Store(back + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Of(float* product, float* more, float* bias, int i)
    {
        var sum = Vector.Load(product + i) + Vector.Load(bias + i);
        return more == null ? sum : sum + Vector.Load(more + i);
    }
}
