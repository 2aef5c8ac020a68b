namespace MultiEmo.Features.Audio;

/// <summary>Which features of a sound are wanted.</summary>
public enum AudioLevel
{
    /// <summary>One vector for the whole sound.</summary>
    Functionals,

    /// <summary>Low-level descriptors, a vector per frame of 10 ms.</summary>
    Contours,
}
