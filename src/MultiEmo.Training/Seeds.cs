using TorchSharp;

namespace MultiEmo.Training;

/// <summary>
/// The only place where chance is seeded. A run's seed fixes the initial parameters; the seed and the number of an epoch fix its order of
/// conversations and its dropout, or those of a step its dropout, so that a resumed run draws what an unbroken one would have drawn.
/// </summary>
public static class Seeds
{
    /// <summary>Seeds the drawing of initial parameters, which are those of the reference program for the same seed.</summary>
    public static void Start(int seed) => torch.manual_seed(seed);

    /// <summary>Seeds an epoch and gives the source of its order.</summary>
    public static Random Epoch(int seed, int epoch)
    {
        torch.manual_seed(Mix(seed, epoch + 1));
        return new Random(unchecked((int)Mix(seed, epoch + 1)));
    }

    /// <summary>Seeds the dropout of one step, so that a training can go on at any step.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The number of the step in the whole training.</param>
    public static void Step(int seed, int step) => torch.manual_seed(Mix(unchecked((int)Mix(seed, -1)), step));

    /// <summary>The source of the cut of validation conversations.</summary>
    public static Random ValidationCut(int seed) => new(unchecked((int)Mix(seed, 0)));

    // splitmix64's finaliser, so that neighbouring seeds and epochs have nothing in common.
    private static long Mix(int seed, int stream)
    {
        ulong z = unchecked((((ulong)(uint)seed << 32) + (uint)stream + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return (long)((z ^ (z >> 31)) & long.MaxValue);
    }
}
