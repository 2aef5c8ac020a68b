namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>The samples in which the periods of one frame are sought, and the lags that count as a period.</summary>
/// <param name="Start">Number of the first sample.</param>
/// <param name="Length">Samples to look at.</param>
/// <param name="Advance">Samples after which the next frame's periods begin, at most.</param>
/// <param name="Period">Expected period in whole samples, 0 where the frame is unvoiced.</param>
/// <param name="Shortest">Shortest period in samples.</param>
/// <param name="Longest">Longest period in samples.</param>
internal readonly record struct PeriodSpan(long Start, int Length, int Advance, int Period, int Shortest, int Longest);
