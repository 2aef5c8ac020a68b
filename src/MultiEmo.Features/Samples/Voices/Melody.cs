namespace MultiEmo.Features.Samples.Voices;

/// <summary>The pitch of a phrase: a line from beginning to end, and hills on the accented syllables.</summary>
/// <param name="phrase">The phrase.</param>
/// <param name="voice">The speaker's voice.</param>
/// <param name="manner">How it is said.</param>
internal sealed class Melody(Phrase phrase, Voice voice, Manner manner)
{
    private const double Hill = 0.14, Lowest = 65, Highest = 520;
    private readonly TimedPhone[] accents = [.. phrase.Phones.Where(phone => phone.Accent > 0)];

    /// <summary>The pitch at a time, in Hz.</summary>
    public double At(double time)
    {
        double semitones = manner.Pitch + (manner.Slope * ((time / phrase.Seconds) - 0.5)) + (manner.Range * Accent(time));
        return Math.Clamp(voice.Pitch * Math.Pow(2, semitones / 12), Lowest, Highest);
    }

    // Neighbouring hills join; they do not pile up.
    private double Accent(double time)
    {
        double highest = 0;
        foreach (var accent in accents)
        {
            double distance = Math.Abs(time - accent.Middle) / Hill;
            if (distance < 1) highest = Math.Max(highest, accent.Accent * 0.5 * (1 + Math.Cos(Math.PI * distance)));
        }
        return highest;
    }
}
