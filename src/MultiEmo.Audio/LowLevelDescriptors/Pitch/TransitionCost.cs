namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>What it costs to go from one candidate to one of the next frame: ten times the jump in log frequency and ten times the change of the
/// jump.</summary>
/// <remarks>
/// The jump that a change is measured from is the one that was asked for last, whichever path it belonged to, and two unvoiced frames in a row cost
/// 1:
/// both look unintended in openSMILE, and both decide which contour comes out. Ask in its order: all origins of the first state, then of the next.
/// </remarks>
internal sealed class TransitionCost
{
    private const int Unvoiced = PitchCandidates.Count;
    private const double JumpWeight = 10.0;
    private const double VoicingChange = 10.0;
    private const double NoCandidate = 999.0;
    private const double StaysUnvoiced = 1.0;
    private double lastJump = 1.0;

    /// <summary>Cost of reaching <paramref name="state"/> of a frame from <paramref name="origin"/> of the frame before.</summary>
    public double Cost(PitchCandidates before, int origin, PitchCandidates now, int state)
    {
        if (state == Unvoiced && origin == Unvoiced)
            return StaysUnvoiced;
        if (state == Unvoiced || origin == Unvoiced)
        {
            lastJump = 0;
            return VoicingChange;
        }
        var (from, to) = (before.Frequency[origin], now.Frequency[state]);
        return from == 0 || to == 0 ? NoCandidate : Jump(from, to);
    }

    private double Jump(float from, float to)
    {
        var jump = Math.Log((double)(to / from));
        var cost = (JumpWeight * Math.Abs(jump)) + (JumpWeight * Math.Abs(jump - lastJump));
        lastJump = jump;
        return cost;
    }
}
