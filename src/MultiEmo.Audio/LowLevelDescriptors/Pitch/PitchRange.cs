namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Fundamental frequencies that a tracker looks for.</summary>
/// <param name="Lowest">In Hz.</param>
/// <param name="Highest">In Hz.</param>
internal readonly record struct PitchRange(double Lowest, double Highest);
