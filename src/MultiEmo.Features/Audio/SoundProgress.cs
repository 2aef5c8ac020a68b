namespace MultiEmo.Features.Audio;

/// <summary>How far an extraction is.</summary>
/// <param name="Done">Sounds that are done, failed ones among them.</param>
/// <param name="Total">Sounds in all.</param>
public sealed record SoundProgress(int Done, int Total);
