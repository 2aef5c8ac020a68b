namespace MultiEmo.Audio.Levels;

/// <summary>One contour of a level, under the name that a set gives it.</summary>
/// <param name="Name">The set's name for it.</param>
/// <param name="Level">Where it is kept.</param>
/// <param name="Column">Its place there.</param>
internal sealed record ContourColumn(string Name, ContourLevel Level, int Column);
