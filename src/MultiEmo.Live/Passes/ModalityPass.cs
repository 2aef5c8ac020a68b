using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Live.Layers;
using MultiEmo.Storage;

namespace MultiEmo.Live.Passes;

/// <summary>
/// One modality of a conversation whose turns come one after the other: context features, and those of the turns that others may look at.
/// </summary>
internal sealed class ModalityPass
{
    private readonly Modality modality;
    private readonly ModalityNetwork network;
    private readonly ContextPass? context;
    private readonly List<bool> seen = [];
    private readonly int width;

    /// <summary>Begins.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="network">Its weights.</param>
    /// <param name="architecture">The model's.</param>
    public ModalityPass(Modality modality, ModalityNetwork network, Architecture architecture)
    {
        (this.modality, this.network, width) = (modality, network, architecture.Width);
        (Features, Visible) = (new RowList(width), new RowList(width));
        context = network.Context is { } model ? new ContextPass(model, width) : null;
        Rewrites = network.Context?.Reverse is not null;
    }

    /// <summary>(T, D), context features of all turns.</summary>
    public RowList Features { get; }

    /// <summary>Context features of the turns that others may look at.</summary>
    public RowList Visible { get; }

    /// <summary>Whether a new turn changes the features of the turns before it.</summary>
    public bool Rewrites { get; }

    /// <summary>Takes more turns.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="workspace">For what is needed in between.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Append(IReadOnlyList<LiveTurn> turns, Workspace workspace, int threads)
    {
        var mark = workspace.Taken;
        int before = Features.Count;
        var x = context is null ? Features.Add(turns.Count) : workspace.Span(turns.Count * width);      // (rows, D)
        for (int row = 0; row < turns.Count; row++)
        {
            network.Project(turns[row].Of(modality), x.Slice(row * width, width));
            seen.Add(network.Seen(turns[row].Of(modality) is not null));
        }
        context?.Append(turns, x, Features, workspace, threads);
        workspace.Rewind(mark);
        if (Rewrites) Visible.Clear();
        for (int turn = Rewrites ? 0 : before; turn < seen.Count; turn++)
            if (seen[turn]) Features[turn].CopyTo(Visible.Add(1));
    }
}
