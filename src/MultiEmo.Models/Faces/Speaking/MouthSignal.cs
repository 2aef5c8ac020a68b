namespace MultiEmo.Models.Faces.Speaking;

/// <summary>A mouth on the grid of 25 values a second.</summary>
/// <param name="First">Where on the grid it is seen first.</param>
/// <param name="Opening">How open it is, between the frequencies of syllables.</param>
/// <param name="Motion">How much it moves.</param>
internal sealed record MouthSignal(int First, double[] Opening, double[] Motion)
{
    /// <summary>The fewest values from which anything is told: 0.8 s.</summary>
    public const int Shortest = 20;

    /// <summary>Brings readings, at whatever times, to the grid; null: they are too short.</summary>
    /// <param name="readings">In order of time.</param>
    /// <param name="start">The grid's first time, in seconds.</param>
    public static MouthSignal? Of(IReadOnlyList<MouthReading> readings, double start)
    {
        if (readings.Count < 2) return null;
        int first = (int)Math.Max(0, Math.Ceiling((readings[0].Time - start) * Modulation.Rate));
        int count = (int)Math.Floor((readings[^1].Time - start) * Modulation.Rate) + 1 - first;
        if (count < Shortest) return null;
        double[] opening = new double[count], motion = new double[count];
        for (int i = 0, next = 1; i < count; i++)
        {
            double time = start + (double)(first + i) / Modulation.Rate;
            while (next + 1 < readings.Count && readings[next].Time < time) next++;
            var (a, b) = (readings[next - 1], readings[next]);
            double share = Math.Clamp((time - a.Time) / (b.Time - a.Time), 0, 1);
            opening[i] = a.Opening + (b.Opening - a.Opening) * share;
            motion[i] = a.Motion + (b.Motion - a.Motion) * share;
        }
        return Agreement.Filtered(first, opening, motion);
    }
}
