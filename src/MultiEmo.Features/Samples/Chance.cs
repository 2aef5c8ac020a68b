namespace MultiEmo.Features.Samples;

/// <summary>Draws that are the same on every machine.</summary>
internal static class Chance
{
    /// <summary>Near enough to a standard normal number: twelve uniform ones summed, for a logarithm's last digit depends on the machine.</summary>
    public static double Normal(Random random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += random.NextDouble();
        return sum;
    }

    /// <summary>True with a probability.</summary>
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;
}
