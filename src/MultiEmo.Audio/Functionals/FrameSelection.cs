namespace MultiEmo.Audio.Functionals;

/// <summary>Which frames of a contour count; what is dropped closes up, so a functional sees no gaps.</summary>
internal enum FrameSelection
{
    /// <summary>Every frame.</summary>
    All,

    /// <summary>Only frames whose value is not 0, that is, where the descriptor is defined (as pitch is in voiced frames).</summary>
    NonZero,
}
