using MultiEmo.Features.Numerics;
using MultiEmo.Live.Layers;

namespace MultiEmo.Live.Passes;

/// <summary>
/// The recurrence of one modality over a conversation whose turns come one after the other. The forward one goes on where it was; the reverse one
/// begins at the last turn, so that each new turn has it run again over all of them.
/// </summary>
/// <param name="model">The weights.</param>
/// <param name="width">D.</param>
internal sealed class ContextPass(ContextModel model, int width)
{
    private readonly DialogueStates forward = new(width);
    private readonly DialogueStates reverse = new(width);
    private readonly List<string> speakers = [];
    private readonly RowList globalGates = new(3 * width);      // (T, 3D), of the reverse recurrence
    private readonly RowList partyGates = new(3 * width);       // (T, 3D), of the reverse recurrence
    private readonly RowList both = new(2 * width);             // (T, 2D), [e_fwd ; e_bwd]

    /// <summary>Takes more turns.</summary>
    /// <param name="turns">Who speaks in each.</param>
    /// <param name="x">(rows, D) of each.</param>
    /// <param name="features">Context features of all turns so far, (T, D): rows are added and, with a reverse recurrence, all rewritten.</param>
    /// <param name="workspace">For what is needed in between.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Append(IReadOnlyList<LiveTurn> turns, ReadOnlySpan<float> x, RowList features, Workspace workspace, int threads)
    {
        var mark = workspace.Taken;
        int rows = turns.Count;
        Span<float> global = workspace.Span(rows * 3 * width), party = workspace.Span(rows * 3 * width);       // (rows, 3D)
        model.Forward.Gates(x, global, party, threads);
        var added = features.Add(rows);                                                                        // (rows, D)
        for (int row = 0; row < rows; row++)
        {
            model.Forward.Step(forward, turns[row].Speaker, Row(global, row), Row(party, row), workspace);
            forward.Emotion.CopyTo(added[(row * width)..]);
        }
        workspace.Rewind(mark);
        if (model.Reverse is { } back) RunBack(back, turns, x, added, features, workspace, threads);
        else Activations.Rectify(added);
    }

    private void RunBack(
        DialogueRnn back, IReadOnlyList<LiveTurn> turns, ReadOnlySpan<float> x, ReadOnlySpan<float> emotions, RowList features, Workspace workspace,
        int threads)
    {
        int rows = turns.Count;
        speakers.AddRange(turns.Select(turn => turn.Speaker));
        back.Gates(x, globalGates.Add(rows), partyGates.Add(rows), threads);
        var added = both.Add(rows);                                                                            // (rows, 2D)
        for (int row = 0; row < rows; row++) emotions.Slice(row * width, width).CopyTo(added[(2 * row * width)..]);
        reverse.Clear();
        for (int turn = speakers.Count - 1; turn >= 0; turn--)
        {
            back.Step(reverse, speakers[turn], globalGates[turn], partyGates[turn], workspace);
            reverse.Emotion.CopyTo(both[turn][width..]);
        }
        model.Join!.Apply(both.All, features.All, threads);                                                    // (T, D)
        Activations.Rectify(features.All);
    }

    private Span<float> Row(Span<float> gates, int row) => gates.Slice(row * 3 * width, 3 * width);
}
