namespace MultiEmo.Features.Video;

/// <summary>A sound track of a media file.</summary>
/// <param name="Stream">Its number among the file's streams.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="SampleRate">Samples per second, in Hz.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Start">Where it begins, in seconds from the file's start.</param>
/// <param name="Duration">How long it is, in seconds; null where the file does not tell.</param>
public sealed record SoundTrack(int Stream, string Codec, int SampleRate, int Channels, double Start, double? Duration);
