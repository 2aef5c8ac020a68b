using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Models.Packed;

/// <summary>
/// The whole of MultiEMO over packed turns, there and back, in managed code: what <see cref="MultiEmoModel"/> says, and nothing for padded turns. The
/// recurrences of all modalities and directions run beside each other; all else is shared out by rows.
/// </summary>
internal sealed unsafe class PackedNetwork : IDisposable
{
    private readonly Tape tape;
    private readonly Tape fusion;
    private readonly Architecture architecture;
    private readonly Dropouts dropouts;
    private readonly Modality[] modalities;
    private readonly Dictionary<Modality, PackedContext> contexts = [];
    private readonly Dictionary<Modality, PackedPartner> partners = [];
    private readonly Dictionary<Modality, PackedStack> stacks = [];
    private readonly PackedLinear inner;
    private readonly PackedLinear outer;
    private PackedOutputs outputs = null!;
    private Matrix hidden;      // (N, F), l of eq. 15
    private Matrix drop;        // (N, F)
    private Matrix logitsDrop;  // (N, C)

    /// <summary>Prepares a pass.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="architecture">The model's shape.</param>
    /// <param name="dropouts">Rates.</param>
    public PackedNetwork(Tape tape, Architecture architecture, Dropouts dropouts)
    {
        (this.tape, this.architecture, this.dropouts) = (tape, architecture, dropouts);
        modalities = [.. architecture.Modalities];
        fusion = tape.Beside();
        (inner, outer) = (new PackedLinear(tape, "mlp.linear_1"), new PackedLinear(tape, "mlp.linear_2"));
    }

    /// <summary>Computes everything.</summary>
    /// <param name="batch">The inputs.</param>
    /// <param name="results">Where it is written.</param>
    public void Forward(ConversationBatch batch, PackedOutputs results)
    {
        outputs = results;
        Context(batch);
        foreach (var modality in modalities) Fuse(modality, results.Fused[modality]);
        for (int i = 0; i < modalities.Length; i++) FusionPart(i, results.Fused[modalities[i]], results.Z);
        hidden = inner.Forward(results.Z, rectify: true);                                   // (N, F)
        drop = tape.Drop(dropouts.Classifier, hidden.Columns);
        PackedLinear.Multiply(hidden, drop, tape.Threads);
        outer.Forward(hidden, results.Logits);                                              // (N, C)
        logitsDrop = tape.Drop(dropouts.Logits, results.Logits.Columns);
        PackedLinear.Multiply(results.Logits, logitsDrop, tape.Threads);
    }

    /// <summary>The gradients of all parameters.</summary>
    /// <param name="gradients">Those of the outputs, overwritten.</param>
    public void Backward(PackedOutputs gradients)
    {
        PackedLinear.Multiply(gradients.Logits, logitsDrop, tape.Threads);
        outer.Parameters(hidden, gradients.Logits);
        var dHidden = tape.Space.Take(hidden.Rows, hidden.Columns);                         // (N, F)
        outer.Input(gradients.Logits, dHidden);
        PackedLinear.Multiply(dHidden, drop, tape.Threads);
        PackedLinear.Rectified(hidden, dHidden, tape.Threads);
        inner.Parameters(outputs.Z, dHidden);
        inner.Input(dHidden, gradients.Z, add: true);
        Dense.Bias(gradients.Z, tape.Parameters.Gradient("fc.bias").Data, tape.Threads);
        for (int i = 0; i < modalities.Length; i++) FusionBack(i, gradients);
        foreach (var partner in partners.Values) partner.Gradient = tape.Space.TakeZeros(tape.Turns.Count, architecture.Width);
        foreach (var modality in modalities) Unfuse(modality, gradients.Fused[modality]);
        foreach (var partner in partners.Values) partner.Dispose();
        fusion.Dispose();
        ContextBack();
    }

    /// <summary>Gives all memory back.</summary>
    public void Dispose()
    {
        foreach (var context in contexts.Values) context.Dispose();
        fusion.Dispose();
        tape.Dispose();
    }

    private void Context(ConversationBatch batch)
    {
        int recurrences = modalities.Count(architecture.HasContext) * (architecture.Bidirectional ? 2 : 1), chunks = 1;
        while (recurrences * chunks % tape.Threads != 0 && chunks < tape.Threads) chunks++;
        foreach (var modality in modalities)
        {
            var input = batch.Require(modality);
            tape.Turns.Read(modality, input);
            contexts[modality] = new PackedContext(tape, architecture, dropouts, modality, input, chunks);
        }
        Action[] parts = [.. contexts.Values.SelectMany(context => context.Forward())];
        Crew.Run(parts.Length, tape.Threads, part => parts[part]());
        foreach (var (modality, context) in contexts)
        {
            context.EndForward();
            partners[modality] = new PackedPartner(modality, context.Features, tape.Turns.Present(modality));
        }
    }

    private void ContextBack()
    {
        using var space = Workspace.Rent();      // what the fusion gave back
        Action[] parts = [.. contexts.SelectMany(pair => pair.Value.Backward(partners[pair.Key].Gradient, space))];
        Crew.Run(parts.Length, tape.Threads, part => parts[part]());
        foreach (var (modality, context) in contexts) context.EndBackward(partners[modality].Gradient);
    }

    private void Fuse(Modality modality, Matrix fused)
    {
        var features = partners[modality].Features;
        if (architecture.MultiAttn)
        {
            stacks[modality] = new PackedStack(fusion, architecture, dropouts.Sublayer, modality, partners.GetValueOrDefault);
            stacks[modality].Forward(features, fused);
        }
        else features.CopyTo(fused);
    }

    private void Unfuse(Modality modality, Matrix gradient)
    {
        if (architecture.MultiAttn) stacks[modality].Backward(gradient);
        partners[modality].Gradient.Add(gradient);
    }

    // z is the sum of what each modality's columns of W_z make of its fused features.
    private void FusionPart(int index, Matrix fused, Matrix z)
    {
        var finish = new Finish(index > 0, index == 0 ? tape.Parameters.Vector("fc.bias") : null, rectify: false);
        tape.Multiply(fused, $"fc.{index}", [Columns(tape.Parameters.Value("fc.weight"), index)], z, finish);
    }

    private void FusionBack(int index, PackedOutputs gradients)
    {
        var modality = modalities[index];
        Dense.Weight(gradients.Z, outputs.Fused[modality], Columns(tape.Parameters.Gradient("fc.weight"), index), tape.Threads);
        Dense.Input(gradients.Z, [Columns(tape.Parameters.Value("fc.weight"), index)], gradients.Fused[modality], tape.Threads, add: true);
    }

    private Matrix Columns(Matrix weight, int index) => weight.ColumnsFrom(index * architecture.Width, architecture.Width);
}
