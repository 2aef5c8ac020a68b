namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Weights of one point of a cubic spline in the values and second derivatives at both ends of its interval.</summary>
/// <param name="Interval">Index of the interval's left end.</param>
/// <param name="Left">Weight of the value at the left end.</param>
/// <param name="Right">Weight of the value at the right end.</param>
/// <param name="LeftCurve">Weight of the second derivative at the left end.</param>
/// <param name="RightCurve">Weight of the second derivative at the right end.</param>
internal readonly record struct SplinePoint(int Interval, double Left, double Right, double LeftCurve, double RightCurve);
