namespace MultiEmo.Audio.Spectra;

/// <summary>Cosines and sines on a circle of N steps, rounded as Ooura's transform rounds them: the angle, too, is a float.</summary>
/// <param name="size">Size N of the real transform.</param>
internal sealed class FourierTurns(int size)
{
    private readonly float step = (float)Math.Atan(1.0) / Eighth(size);

    /// <summary>Size of the real transform.</summary>
    public int Size => size;

    /// <summary>N / 8: so many steps are an eighth of a turn, pi / 4.</summary>
    public int EighthSteps => Eighth(size);

    /// <summary>Cosine of pi / 4, which is also its sine.</summary>
    public float Diagonal => (float)Math.Cos(step * EighthSteps);

    /// <summary>exp(i angle) after so many steps.</summary>
    public ComplexPoint Turn(int steps) => new((float)Math.Cos(step * steps), (float)Math.Sin(step * steps));

    /// <summary>exp(3 i angle) after so many steps.</summary>
    public ComplexPoint Triple(int steps) => new((float)Math.Cos(3 * step * steps), (float)Math.Sin(3 * step * steps));

    /// <summary>Half the inverse cosine of so many steps: with it two neighbours add up to the turn between them.</summary>
    public float HalfSecant(int steps) => (float)(0.5 / Math.Cos(step * steps));

    /// <summary>Half the cosine of so many steps.</summary>
    public float HalfCosine(int steps) => (float)(0.5 * Math.Cos(step * steps));

    /// <summary>Half the sine of so many steps.</summary>
    public float HalfSine(int steps) => (float)(0.5 * Math.Sin(step * steps));

    private static int Eighth(int size) => Math.Max(1, size / 8);
}
