namespace MultiEmo.Features.Audio;

/// <summary>A sound that could not be used.</summary>
/// <param name="File">The sound.</param>
/// <param name="Why">What is wrong and what to do about it.</param>
public sealed record FailedSound(SoundFile File, string Why);
