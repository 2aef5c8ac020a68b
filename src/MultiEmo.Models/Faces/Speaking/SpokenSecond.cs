namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Who speaks in a second of a stretch; the last may be shorter.</summary>
/// <param name="Start">Where it begins, in seconds from the file's start.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Track">The number of the track whose mouth goes with the voice; null: none does.</param>
/// <param name="Scores">How well each track that is there goes with the voice around this second: 1.5 is perfect, 0.3 or so comes by chance.</param>
public sealed record SpokenSecond(double Start, double End, int? Track, IReadOnlyDictionary<int, double> Scores);
