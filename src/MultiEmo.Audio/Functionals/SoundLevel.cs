namespace MultiEmo.Audio.Functionals;

/// <summary>Level in dB of the mean of a contour of energies, 10 log10(mean), no lower than -120 dB.</summary>
internal sealed class SoundLevel : ContourFunctional
{
    private const float LeastEnergy = 1e-12f;
    private static readonly float DecibelPerNeper = (float)(10.0 / Math.Log(10.0));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["dBp"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output) =>
        output[0] = DecibelPerNeper * MathF.Log(MathF.Max(contour.Summary.Mean, LeastEnergy));
}
