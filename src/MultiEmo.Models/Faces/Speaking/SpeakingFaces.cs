namespace MultiEmo.Models.Faces.Speaking;

/// <summary>The faces of a stretch of a video, and who of them speaks when.</summary>
/// <param name="Tracks">The faces; a track's number is its place.</param>
/// <param name="Seconds">Who speaks, second after second, without a gap.</param>
/// <param name="Silence">Why there is no voice to go by; null where there is a sound.</param>
public sealed record SpeakingFaces(IReadOnlyList<FaceTrack> Tracks, IReadOnlyList<SpokenSecond> Seconds, string? Silence = null)
{
    /// <summary>The face that speaks for most of the stretch's seconds; null: none speaks.</summary>
    public FaceTrack? Speaker => Seconds.Where(second => second.Track is not null).GroupBy(second => second.Track!.Value)
        .OrderByDescending(group => group.Sum(second => second.End - second.Start)).ThenBy(group => group.Key)
        .Select(group => Tracks[group.Key]).FirstOrDefault();

    /// <summary>Who speaks at a time; null: none of the faces.</summary>
    /// <param name="time">Seconds from the file's start.</param>
    public FaceTrack? At(double time)
    {
        if (Seconds.Count == 0 || time < Seconds[0].Start) return null;
        int place = Math.Min((int)(time - Seconds[0].Start), Seconds.Count - 1);
        return Seconds[place].Track is { } track ? Tracks[track] : null;
    }

    /// <summary>
    /// Of the faces that were found in a frame the one that speaks then, or where nobody does, in a pause, the one that speaks most: one or none.
    /// </summary>
    /// <param name="faces">All faces of the frame, in pixels of the frame.</param>
    /// <param name="time">When the frame is shown, in seconds from the file's start.</param>
    public IReadOnlyList<Face> Active(IReadOnlyList<Face> faces, double time) => (At(time) ?? Speaker)?.Among(faces, time) is { } face ? [face] : [];
}
