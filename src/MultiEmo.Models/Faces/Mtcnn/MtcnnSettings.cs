namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>How faces are looked for; the defaults are the released program's.</summary>
public sealed record MtcnnSettings
{
    /// <summary>The smallest face, in pixels.</summary>
    public int SmallestFace { get; init; } = 20;

    /// <summary>The size of a step of the pyramid relative to the step before.</summary>
    public double Step { get; init; } = 0.709;

    /// <summary>The probability from which P-Net's boxes are looked at.</summary>
    public float Proposed { get; init; } = 0.6f;

    /// <summary>The probability above which R-Net's boxes are.</summary>
    public float Refined { get; init; } = 0.7f;

    /// <summary>The probability above which O-Net's boxes are faces.</summary>
    public float Found { get; init; } = 0.7f;
}
