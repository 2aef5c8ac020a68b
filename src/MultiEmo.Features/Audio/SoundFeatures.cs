namespace MultiEmo.Features.Audio;

/// <summary>The features of one sound.</summary>
/// <param name="Values">Row-major, Rows x the set's width: one row of functionals, or a row per frame.</param>
/// <param name="Rows">Rows.</param>
/// <param name="FramePeriod">Seconds from one frame to the next.</param>
public sealed record SoundFeatures(float[] Values, int Rows, double FramePeriod);
