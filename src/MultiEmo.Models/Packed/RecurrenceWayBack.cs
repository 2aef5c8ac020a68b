using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>The way back through the steps of a DialogueRNN over one chunk of conversations, on one thread.</summary>
/// <param name="order">The order of the turns.</param>
/// <param name="steps">Where each step begins in it, and where the last ends.</param>
/// <param name="weights">The weights.</param>
/// <param name="states">What the way there kept; the gradients are written beside it.</param>
/// <param name="space">Memory for what is needed in between.</param>
internal sealed unsafe class RecurrenceWayBack(
    TurnSequences order, int[] steps, RecurrenceWeights weights, RecurrenceStates states, Workspace space)
{
    private readonly int width = states.Width;
    private readonly int most = steps[1] - steps[0];
    private Matrix zeros;       // (most, D)
    private Matrix carried;     // (most, D), what a state passes on to the step before
    private Matrix gradient;    // (most, D), of g_t
    private Matrix party;       // (most, D), of the speaker's state before
    private Matrix later;       // (most, 3D), gradients of W_c c_t over their sums, of all later t
    private float* along;       // (most), the same times W_c c_t

    /// <summary>Runs all steps, the last first.</summary>
    public void Run()
    {
        int rows = steps[^1] - steps[0];
        Matrix Chunk(Matrix all) => all.RowsFrom(steps[0], rows);
        (zeros, carried) = (space.TakeZeros(most, width), space.Take(most, width));
        for (int t = steps.Length - 2; t >= 0; t--) Emotion(t);
        weights.BackToParty(Chunk(states.DEmotionInput), Chunk(states.DQ));                     // (rows, D)
        (gradient, party) = (space.Take(most, width), space.Take(most, width));
        later = space.Take(most, 3 * width);
        along = space.Take((long)most);
        for (int t = steps.Length - 2; t >= 0; t--) Step(t);
        weights.BackToX(Chunk(states.DProducts).ColumnsFrom(0, 6 * width), Chunk(states.DX));   // (rows, D)
    }

    private int Count(int t) => t < steps.Length - 1 ? steps[t + 1] - steps[t] : 0;

    private Matrix At(int t, Matrix all) => all.IsNone ? all : all.RowsFrom(steps[t], Count(t));

    private void Emotion(int t)
    {
        int count = Count(t), next = Count(t + 1);
        var gradients = At(t, states.DE);
        for (int i = 0; i < next; i++) TensorPrimitives.Add(gradients.Row(i), carried.Row(i), gradients.Row(i));
        CopyBefore(t, states.E, states.EBefore);
        Gru.Backward(new GruGradient
        {
            Next = gradients,
            Gates = At(t, states.EmotionGates),
            State = At(t, states.EBefore),
            Drop = At(t, states.EmotionDrop),
            Input = At(t, states.DEmotionInput),
            Hidden = At(t, states.DEmotionHidden),
            Before = carried,
        });
        if (t > 0) Product.Of(At(t, states.DEmotionHidden), weights.OfEmotion, carried.RowsFrom(0, count), new Finish(add: true));
    }

    private void Step(int t)
    {
        int next = Count(t + 1);
        CopyBefore(t, states.G, states.GBefore);
        if (next > 0) FromNext(t, next);
        gradient.RowsFrom(next, Count(t) - next).Clear();
        At(t, states.DShared).RowsFrom(next, Count(t) - next).Clear();
        for (int i = next; i < Count(t); i++) states.DScore.Data[steps[t] + i] = 0;
        Gru.Backward(new GruGradient
        {
            Next = gradient.RowsFrom(0, Count(t)),
            Gates = At(t, states.GlobalGates),
            State = At(t, states.GBefore),
            Drop = At(t, states.GlobalDrop),
            Input = At(t, states.DGlobalInput),
            Hidden = At(t, states.DGlobalHidden),
            Before = carried,
        });
        Party(t);
        if (t > 0) Context(t, next);
    }

    // The gradient of g_t from step t + 1 and, through the context attention, from all later ones.
    private void FromNext(int t, int next)
    {
        var shared = At(t, states.DShared).RowsFrom(0, next);
        var attention = weights.Attention;
        float* scores = states.DScore.Data + steps[t];
        for (int i = 0; i < next; i++)
        {
            float weight = MathF.Exp(states.Score[steps[t] + i] - states.Highest[steps[t + 1] + i]);
            TensorPrimitives.Multiply(later.Row(i), weight, shared.Row(i));
            scores[i] = weight * (TensorPrimitives.Dot<float>(states.Shared.Row(steps[t] + i), later.Row(i)) - along[i]);
            TensorPrimitives.MultiplyAdd(attention.Row(0), scores[i], carried.Row(i), gradient.Row(i));
        }
        Product.Of(At(t + 1, states.DGlobalHidden), weights.OfGlobal, gradient.RowsFrom(0, next), new Finish(add: true));
        Product.Of(shared, weights.OfContext, gradient.RowsFrom(0, next), new Finish(add: true));
    }

    private void Party(int t)
    {
        int count = Count(t);
        Gru.Backward(new GruGradient
        {
            Next = At(t, states.DQ),
            Gates = At(t, states.PartyGates),
            State = At(t, states.Before),
            Drop = At(t, states.PartyDrop),
            Input = At(t, states.DPartyInput),
            Hidden = At(t, states.DPartyHidden),
            Before = party,
        });
        var products = At(t, states.DProducts).ColumnsFrom(3 * width, 6 * width);               // (n, 6D), of the speaker's state before
        Product.Of(products, weights.OfBefore, party.RowsFrom(0, count), new Finish(add: true));
        for (int i = 0; i < count; i++)
            if (order.Previous[steps[t] + i] is >= 0 and var previous)
                TensorPrimitives.Add(states.DQ.Row(previous), party.Row(i), states.DQ.Row(previous));
    }

    // Takes the gradient of W_c c_t into the sum over all later steps, which is kept relative to the highest score before t.
    private void Context(int t, int next)
    {
        for (int i = 0; i < Count(t); i++)
        {
            int k = steps[t] + i;
            float keep = i < next ? MathF.Exp(states.Highest[k] - states.Highest[steps[t + 1] + i]) : 0, share = 1 / states.Sum[k];
            var gradient = states.DPartyInput.Row(k);
            float own = TensorPrimitives.Dot<float>(states.Context.Row(k), gradient) * share;
            if (keep == 0)
            {
                TensorPrimitives.Multiply(gradient, share, later.Row(i));
                along[i] = own;
                continue;
            }
            TensorPrimitives.Multiply(later.Row(i), keep, later.Row(i));
            TensorPrimitives.MultiplyAdd(gradient, share, later.Row(i), later.Row(i));
            along[i] = (along[i] * keep) + own;
        }
    }

    private void CopyBefore(int t, Matrix all, Matrix target)
    {
        for (int i = 0; i < Count(t); i++) (t > 0 ? all.Row(steps[t - 1] + i) : zeros.Row(0)).CopyTo(target.Row(steps[t] + i));
    }
}
