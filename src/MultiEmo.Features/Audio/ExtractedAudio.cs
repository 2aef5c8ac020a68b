using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>What came of extracting audio features of a corpus.</summary>
/// <param name="Entry">The feature file.</param>
/// <param name="Present">Turns with features.</param>
/// <param name="Missing">Turns without a sound: they name none, or the folder does not have it.</param>
/// <param name="Failed">Sounds that could not be used; their turns are absent.</param>
/// <param name="BrokenOff">Sounds whose files end before the sound that they announce; what there was of them was used.</param>
public sealed record ExtractedAudio(
    FeatureEntry Entry, int Present, int Missing, IReadOnlyList<FailedSound> Failed, IReadOnlyList<SoundFile> BrokenOff);
