namespace MultiEmo.Audio;

/// <summary>The low-level descriptors of one frame of a stream.</summary>
/// <param name="Time">Where the frame begins, in seconds from the first sample.</param>
/// <param name="Values">One per contour of the set.</param>
public readonly record struct ContourFrame(double Time, float[] Values);
