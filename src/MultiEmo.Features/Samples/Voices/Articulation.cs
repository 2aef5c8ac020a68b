namespace MultiEmo.Features.Samples.Voices;

/// <summary>The state of mouth and larynx at one moment.</summary>
/// <param name="F1">First formant, in Hz.</param>
/// <param name="F2">Second formant, in Hz.</param>
/// <param name="F3">Third formant, in Hz.</param>
/// <param name="Voicing">Height of the pulses.</param>
/// <param name="Hiss">Level of the mouth's noise.</param>
/// <param name="HissFrequency">Where that noise is strongest, in Hz.</param>
/// <param name="Pitch">In Hz.</param>
internal readonly record struct Posture(double F1, double F2, double F3, double Voicing, double Hiss, double HissFrequency, double Pitch);

/// <summary>How the mouth moves through a phrase: formants glide from the middle of one sound to that of the next, levels within 25 ms.</summary>
/// <param name="phrase">The phrase.</param>
/// <param name="melody">Its pitch.</param>
internal sealed class Articulation(Phrase phrase, Melody melody)
{
    /// <summary>Seconds from one posture to the next.</summary>
    public const double Step = 0.005;

    private const int Smooth = 2;

    /// <summary>The postures, from the beginning of the phrase to its end.</summary>
    public Posture[] Postures()
    {
        int count = (int)Math.Ceiling(phrase.Seconds / Step);
        var sharp = new Posture[count];
        for (int frame = 0, place = 0; frame < count; frame++)
        {
            double time = (frame + 0.5) * Step;
            while (place < phrase.Phones.Count - 1 && phrase.Phones[place + 1].Start <= time) place++;
            sharp[frame] = At(time, place);
        }
        return [.. sharp.Select((posture, frame) => posture with
        {
            Voicing = Mean(sharp, frame, each => each.Voicing),
            Hiss = Mean(sharp, frame, each => each.Hiss),
        })];
    }

    private Posture At(double time, int place)
    {
        var now = phrase.Phones[place];
        var next = phrase.Phones[Math.Clamp(time < now.Middle ? place - 1 : place + 1, 0, phrase.Phones.Count - 1)];
        double way = next == now ? 0 : Math.Abs(time - now.Middle) / Math.Abs(next.Middle - now.Middle), part = way * way * (3 - (2 * way));
        double Between(double from, double to) => from + (part * (to - from));
        var (here, there) = (now.Phone, next.Phone);
        return new Posture(Between(here.F1, there.F1), Between(here.F2, there.F2), Between(here.F3, there.F3),
            here.Voicing, here.Hiss, here.HissFrequency, melody.At(time));
    }

    // Beyond the ends there is nothing.
    private static double Mean(Posture[] postures, int frame, Func<Posture, double> value)
    {
        double sum = 0;
        for (int other = frame - Smooth; other <= frame + Smooth; other++)
            if (other >= 0 && other < postures.Length) sum += value(postures[other]);
        return sum / ((2 * Smooth) + 1);
    }
}
