using MultiEmo.Audio.LowLevelDescriptors.Pitch;

namespace MultiEmo.Audio.LowLevelDescriptors;

/// <summary>How a set follows the voice.</summary>
/// <param name="Range">Fundamental frequencies that count, in Hz.</param>
/// <param name="Delay">Frames that may wait for the pitch to be decided.</param>
/// <param name="PeriodSearch">Share by which a period may deviate from the pitch.</param>
internal sealed record VoiceSettings(PitchRange Range, int Delay, double PeriodSearch);
