namespace MultiEmo.Audio.Prosody;

/// <summary>What the pitch of a frame may be.</summary>
/// <param name="Frequency">In Hz; 0: unvoiced.</param>
/// <param name="Strength">Height of the correlation at its period, up to 1; 0 where unvoiced.</param>
internal readonly record struct PitchCandidate(double Frequency, double Strength);

/// <summary>What a frame's pitch may be, "unvoiced" first.</summary>
/// <param name="Loudness">The frame's peak relative to that of the sound, up to 1.</param>
/// <param name="Candidates">At least one.</param>
internal sealed record PitchFrame(double Loudness, IReadOnlyList<PitchCandidate> Candidates);
