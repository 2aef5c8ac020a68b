namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Chooses one candidate of each frame, or none, so that the whole contour costs least: a Viterbi search with bounded delay.</summary>
/// <param name="delay">Frames that may wait for a decision: the contour's greatest look-ahead, counted with the frame itself.</param>
/// <remarks>
/// States are the candidates and, last, "unvoiced". A frame is decided once all paths agree on it; when as many frames wait as may, the oldest is
/// decided by the path that is cheapest at that moment, as openSMILE does it.
/// </remarks>
internal sealed class ViterbiPitchTracker(int delay)
{
    private const int States = PitchCandidates.Count + 1;
    private readonly TransitionCost transition = new();
    private readonly PitchCandidates[] ring = [.. Enumerable.Range(0, delay).Select(_ => new PitchCandidates())];
    private readonly byte[] predecessors = new byte[delay * States];
    private readonly byte[] decisions = new byte[delay];
    private readonly double[] local = new double[States];
    private readonly byte[] states = new byte[States];
    private double[] costs = new double[States];
    private double[] extended = new double[States];
    private long frames;
    private long decided;
    private long read;

    /// <summary>Frames whose pitch waits to be read.</summary>
    public int Available => (int)(decided - read);

    /// <summary>Adds a frame; all that is available must have been read before.</summary>
    public void Push(PitchCandidates frame)
    {
        LocalCost.Fill(frame, local);
        if (frames == 0)
            local.CopyTo(costs, 0);
        else
            Extend(ring[Slot(frames - 1)], frame);
        frame.CopyTo(ring[Slot(frames)]);
        frames++;
        if (frames - decided >= delay)
            Decide(Cheapest(), decided + 1);
        else
            Decide(0, Agreed());
    }

    /// <summary>Decides all that is left.</summary>
    public void Finish()
    {
        if (frames > 0)
            Decide(Cheapest(), frames);
    }

    /// <summary>The pitch of the oldest frame that was not read yet.</summary>
    public PitchEstimate Read()
    {
        var slot = Slot(read++);
        var (state, frame) = (decisions[slot], ring[slot]);
        return state < PitchCandidates.Count ? new(frame.Frequency[state], frame.Voicing[state]) : new(0, frame.Voicing[0]);
    }

    private int Slot(long frame) => (int)(frame % delay);

    private void Extend(PitchCandidates before, PitchCandidates now)
    {
        var origins = predecessors.AsSpan(Slot(frames) * States, States);
        for (var state = 0; state < States; state++)
        {
            var (best, cost) = (0, transition.Cost(before, 0, now, state) + costs[0]);
            for (var origin = 1; origin < States; origin++)
            {
                var other = transition.Cost(before, origin, now, state) + costs[origin];
                if (other < cost)
                    (best, cost) = (origin, other);
            }
            (origins[state], extended[state]) = ((byte)best, cost + local[state]);
        }
        (costs, extended) = (extended, costs);
    }

    private int Cheapest()
    {
        var best = 0;
        for (var state = 1; state < States; state++)
            if (costs[state] < costs[best])
                best = state;
        return best;
    }

    /// <summary>Frames, counted from the first, on which all paths agree.</summary>
    private long Agreed()
    {
        for (var state = 0; state < States; state++)
            states[state] = (byte)state;
        for (var frame = frames - 1; frame > decided; frame--)
        {
            for (var path = 0; path < States; path++)
                states[path] = predecessors[(Slot(frame) * States) + states[path]];
            if (!states.AsSpan().ContainsAnyExcept(states[0]))
                return frame;
        }
        return decided;
    }

    private void Decide(int state, long until)
    {
        for (var frame = frames - 1; frame >= decided && until > decided; frame--)
        {
            if (frame < until)
                decisions[Slot(frame)] = (byte)state;
            if (frame > decided)
                state = predecessors[(Slot(frame) * States) + state];
        }
        decided = until;
    }
}
