namespace MultiEmo.Evaluation.Statistics;

/// <summary>
/// Whole numbers by chance, the same on every machine: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014). Streams of one seed are independent, so that a system's draws stay as they are when another system joins.
/// </summary>
internal sealed class Draws
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>Starts a stream.</summary>
    public Draws(int seed, int stream) => _state = Mixed(((ulong)(uint)seed << 32) | (uint)stream);

    /// <summary>Draws as many numbers below the length of <paramref name="counts"/> as it is long, and counts them there.</summary>
    public void Resample(Span<int> counts)
    {
        counts.Clear();
        for (int i = 0; i < counts.Length; i++) counts[Below(counts.Length)]++;
    }

    private int Below(int bound)
    {
        _state += Step;
        return (int)Math.BigMul(Mixed(_state), (ulong)bound, out _);
    }

    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
