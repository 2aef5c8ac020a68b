namespace MultiEmo.Cli.Benchmarking;

/// <summary>What a part took.</summary>
/// <param name="Turns">Utterances it worked on.</param>
/// <param name="Operations">What its matrix products need.</param>
/// <param name="Seconds">Measured, or worked out from what was measured.</param>
/// <param name="How">Which it was, in words.</param>
/// <param name="Floor">The seconds that it cannot be faster than; null: those of its operations.</param>
internal sealed record Timing(int Turns, double Operations, double Seconds, string How, double? Floor = null);
