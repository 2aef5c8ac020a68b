using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Live.Layers;

namespace MultiEmo.Live.Passes;

/// <summary>
/// MultiEMO over a conversation: the recurrences go on, keys and values of the turns so far are kept, and only the turns whose logits are wanted go
/// through the fusion. Many turns go through it in blocks, so that memory grows with their number and not with its square.
/// </summary>
internal sealed class MultiEmoPass : LivePass
{
    private const int Block = 48;
    private readonly MultiEmoNetwork network;
    private readonly ModalityPass[] modalities;
    private readonly FusionPass[] fusions;      // none: without MultiAttn
    private readonly int width, classes;

    /// <summary>Begins.</summary>
    /// <param name="network">The weights.</param>
    public MultiEmoPass(MultiEmoNetwork network)
    {
        (this.network, width, classes) = (network, network.Architecture.Width, network.Architecture.Classes);
        var present = network.Architecture.Modalities;
        modalities = [.. present.Select((modality, place) => new ModalityPass(modality, network.Modalities[place], network.Architecture))];
        ModalityPass Of(Modality modality) => modalities[present.ToList().IndexOf(modality)];
        fusions = [.. network.Stacks.Select(stack => new FusionPass(stack, [.. stack.Partners.Select(Of)]))];
    }

    /// <inheritdoc/>
    public override void Logits(int from, Span<float> logits)
    {
        int rows = logits.Length / classes;
        if (Threads == 1 || rows <= Block)
        {
            for (int start = 0; start < rows; start += Block)
                Score(from + start, logits.Slice(start * classes, Math.Min(Block, rows - start) * classes), Workspace.OfThread);
            return;
        }
        var all = new float[logits.Length];
        var work = new ParallelOptions { MaxDegreeOfParallelism = Threads };
        Parallel.For(0, (rows + Block - 1) / Block, work, block =>
        {
            int start = block * Block;
            Score(from + start, all.AsSpan(start * classes, Math.Min(Block, rows - start) * classes), Workspace.OfThread);
        });
        all.CopyTo(logits);
    }

    /// <inheritdoc/>
    protected override void Take(IReadOnlyList<LiveTurn> turns)
    {
        foreach (var modality in modalities) modality.Append(turns, Workspace.OfThread, Threads);
        foreach (var fusion in fusions) fusion.Remember(Threads);
    }

    // z = W_z [f^t ; f^a ; f^v] + b (eqs. 13-14), then the classifier.
    private void Score(int from, Span<float> logits, Workspace workspace)
    {
        var mark = workspace.Taken;
        int rows = logits.Length / classes, joined = modalities.Length * width;
        Span<float> fused = workspace.Span(rows * width), all = workspace.Span(rows * joined), z = workspace.Span(rows * width);
        for (int modality = 0; modality < modalities.Length; modality++)
        {
            modalities[modality].Features.Rows(from, rows).CopyTo(fused);                              // (rows, D)
            if (fusions.Length > 0) fusions[modality].Fuse(fused, workspace);                          // (rows, D)
            for (int row = 0; row < rows; row++) fused.Slice(row * width, width).CopyTo(all[((row * joined) + (modality * width))..]);
        }
        network.Join.Apply(all, z);                                                                    // (rows, D)
        network.Classifier.Apply(z, logits, workspace);                                                // (rows, C)
        workspace.Rewind(mark);
    }
}
