namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>What the tracker decided for a frame.</summary>
/// <param name="Frequency">Fundamental frequency in Hz, 0 where the frame is unvoiced.</param>
/// <param name="Voicing">Likeness of a voiced sound, 0 to 1, of the chosen candidate, or of the best one where the frame is unvoiced.</param>
internal readonly record struct PitchEstimate(float Frequency, float Voicing)
{
    private const float Lowest = 29.136f;
    private const float Base = 27.5f;

    /// <summary>Semitones above 27.5 Hz, at least 1; 0 where the frame is unvoiced.</summary>
    public float Semitones => Frequency > Lowest ? 12f * MathF.Log(Frequency / Base) / MathF.Log(2f) : Frequency > 0 ? 1 : 0;
}
