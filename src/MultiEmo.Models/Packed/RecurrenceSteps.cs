using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>The steps of a DialogueRNN over one chunk of conversations, on one thread.</summary>
/// <param name="order">The order of the turns.</param>
/// <param name="steps">Where each step begins in it, and where the last ends.</param>
/// <param name="weights">The weights.</param>
/// <param name="states">Where everything is kept.</param>
/// <param name="space">Memory for what is needed in between.</param>
internal sealed unsafe class RecurrenceSteps(
    TurnSequences order, int[] steps, RecurrenceWeights weights, RecurrenceStates states, Workspace space)
{
    private readonly int width = states.Width;
    private readonly int most = steps[1] - steps[0];        // rows of the first step
    private Matrix inputs;      // (rows of the chunk, 6D), products of x
    private Matrix zeros;       // (most, 3D)
    private Matrix before;      // (most, 6D), products of the speaker's state before
    private Matrix hidden;      // (most, 3D), products of g_t-1, then of e_t-1
    private Matrix context;     // (most, 3D), the sum of exp(score - highest) W_c g_i

    /// <summary>Runs all steps.</summary>
    public void Forward()
    {
        int rows = steps[^1] - steps[0];
        (inputs, zeros) = (space.Take(rows, 6 * width), space.TakeZeros(most, 3 * width));
        (before, hidden, context) = (space.Take(most, 6 * width), space.Take(most, 3 * width), space.TakeZeros(most, 3 * width));
        weights.OfX(states.X.RowsFrom(steps[0], rows), inputs);                                 // (rows, 6D)
        for (int t = 0; t < steps.Length - 1; t++) Step(t);
        var ofParty = inputs.ColumnsFrom(0, 3 * width);
        weights.OfParty(states.Q.RowsFrom(steps[0], rows), ofParty);                            // (rows, 3D)
        for (int t = 0; t < steps.Length - 1; t++) Emotion(t, ofParty);
    }

    private void Step(int t)
    {
        int first = steps[t], count = steps[t + 1] - first;
        Matrix ReadBefore() => states.Before.RowsFrom(first, count);
        for (int i = 0; i < count; i++)
            if (order.Previous[first + i] is >= 0 and var previous) states.Q.Row(previous).CopyTo(ReadBefore().Row(i));
            else ReadBefore().Row(i).Clear();
        Product.Of(ReadBefore(), weights.OfBefore, before.RowsFrom(0, count));                  // (n, 6D)
        if (t > 0) Past(t, count);
        Cells(t, first, count);
    }

    // The products of g_t-1, and the context attention over all g before t.
    private void Past(int t, int count)
    {
        int last = steps[t - 1], first = steps[t];
        var global = states.G.RowsFrom(last, count);
        Product.Of(global, weights.OfGlobal, hidden.RowsFrom(0, count));                        // (n, 3D)
        Product.Of(global, weights.OfContext, states.Shared.RowsFrom(last, count));             // (n, 3D)
        var attention = weights.Attention;
        for (int i = 0; i < count; i++)
        {
            float score = TensorPrimitives.Dot<float>(attention.Row(0), global.Row(i));
            float highest = t == 1 ? score : Math.Max(states.Highest[last + i], score), weight = MathF.Exp(score - highest);
            float keep = t == 1 ? 0 : MathF.Exp(states.Highest[last + i] - highest);
            states.Score[last + i] = score;
            states.Highest[first + i] = highest;
            states.Sum[first + i] = (t == 1 ? 0 : states.Sum[last + i] * keep) + weight;
            var sum = context.Row(i);
            TensorPrimitives.Multiply(sum, keep, sum);
            TensorPrimitives.MultiplyAdd(states.Shared.Row(last + i), weight, sum, sum);
            TensorPrimitives.Multiply(sum, 1 / states.Sum[first + i], states.Context.Row(first + i));
        }
    }

    private void Cells(int t, int first, int count)
    {
        Matrix Some(Matrix all) => all.IsNone ? all : all.RowsFrom(first, count);
        var input = inputs.RowsFrom(first - steps[0], count);
        Gru.Forward(new GruStep
        {
            Input = input.ColumnsFrom(3 * width, 3 * width),
            More = before.ColumnsFrom(0, 3 * width),
            InputBias = weights.InputBias('g'),
            Hidden = t > 0 ? hidden : zeros,
            HiddenBias = weights.HiddenBias('g'),
            State = t > 0 ? states.G.RowsFrom(steps[t - 1], count) : zeros.ColumnsFrom(0, width),
            Gates = Some(states.GlobalGates),
            Next = Some(states.G),
            Drop = Some(states.GlobalDrop),
        });
        Gru.Forward(new GruStep
        {
            Input = input.ColumnsFrom(0, 3 * width),
            More = t > 0 ? Some(states.Context) : default,
            InputBias = weights.InputBias('p'),
            Hidden = before.ColumnsFrom(3 * width, 3 * width),
            HiddenBias = weights.HiddenBias('p'),
            State = Some(states.Before),
            Gates = Some(states.PartyGates),
            Next = Some(states.Q),
            Drop = Some(states.PartyDrop),
        });
    }

    private void Emotion(int t, Matrix ofParty)
    {
        int first = steps[t], count = steps[t + 1] - first;
        Matrix Some(Matrix all) => all.IsNone ? all : all.RowsFrom(first, count);
        var last = t > 0 ? states.E.RowsFrom(steps[t - 1], count) : zeros.ColumnsFrom(0, width);
        if (t > 0) Product.Of(last, weights.OfEmotion, hidden.RowsFrom(0, count));              // (n, 3D)
        Gru.Forward(new GruStep
        {
            Input = ofParty.RowsFrom(first - steps[0], count),
            InputBias = weights.InputBias('e'),
            Hidden = t > 0 ? hidden : zeros,
            HiddenBias = weights.HiddenBias('e'),
            State = last,
            Gates = Some(states.EmotionGates),
            Next = Some(states.E),
            Drop = Some(states.EmotionDrop),
        });
    }
}
