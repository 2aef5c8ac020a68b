using MultiEmo.Audio.LowLevelDescriptors.Pitch;

namespace MultiEmo.Audio.LowLevelDescriptors;

/// <summary>Pitch and voice quality of a frame.</summary>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Pitch">Its pitch; all zero where it is too quiet to have one.</param>
/// <param name="Quality">How regular the voice is.</param>
internal readonly record struct VoiceFrame(long Frame, PitchEstimate Pitch, VoiceQuality.VoiceQuality Quality);
