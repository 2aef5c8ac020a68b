namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>How far a stretch of samples is like the one after it.</summary>
/// <param name="Lag">Period in whole samples, 0 where no lag stands out.</param>
/// <param name="ExactLag">Period in samples, from a parabola through the correlations.</param>
/// <param name="Correlation">Normalised cross-correlation at the exact lag, -1 to 1.</param>
internal readonly record struct PeriodMatch(int Lag, double ExactLag, double Correlation)
{
    /// <summary>Whether some lag is a peak of the correlation.</summary>
    public bool Found => Lag > 0;
}
