namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>One multiple of the fundamental frequency as it is found in a magnitude spectrum.</summary>
/// <param name="Bin">Bin of its peak; the bin nearest to the multiple where there is no peak, 0 above the spectrum.</param>
/// <param name="Frequency">Hz, at the top of the parabola through the peak; 0 where there is no peak.</param>
/// <param name="Magnitude">Magnitude of the peak's bin; 0 where there is no peak.</param>
/// <param name="Top">Magnitude at the top of the parabola; 0 where there is no peak.</param>
/// <param name="Level">dB relative to the fundamental: 20 log10 of the top over the magnitude of the fundamental's bin.</param>
internal readonly record struct Harmonic(int Bin, float Frequency, float Magnitude, float Top, float Level);
