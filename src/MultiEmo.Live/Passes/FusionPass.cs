using MultiEmo.Features.Numerics;
using MultiEmo.Live.Layers;

namespace MultiEmo.Live.Passes;

/// <summary>The fusion of one query modality over a conversation: keys and values of its partners' turns, kept and added to.</summary>
/// <param name="stack">The weights.</param>
/// <param name="partners">The partners' passes, in the order of the stack.</param>
internal sealed class FusionPass(MultiAttnStack stack, IReadOnlyList<ModalityPass> partners)
{
    private readonly PartnerMemory[][] memories = stack.Begin();
    private readonly int[] kept = new int[partners.Count];

    /// <summary>Keeps keys and values of the turns that came since; where a new turn changed those before, of all turns anew.</summary>
    /// <param name="threads">At most so many threads.</param>
    public void Remember(int threads)
    {
        for (int partner = 0; partner < partners.Count; partner++)
        {
            var visible = partners[partner].Visible;
            if (partners[partner].Rewrites) Forget(partner);
            stack.Remember(memories, partner, visible.Rows(kept[partner], visible.Count - kept[partner]), threads);
            kept[partner] = visible.Count;
        }
    }

    /// <summary>The fused features of some turns, in place.</summary>
    /// <param name="rows">(rows, D), their context features, then fused features.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Fuse(Span<float> rows, Workspace workspace) => stack.Apply(rows, memories, workspace);

    private void Forget(int partner)
    {
        foreach (var layer in memories) layer[partner].Clear();
        kept[partner] = 0;
    }
}
