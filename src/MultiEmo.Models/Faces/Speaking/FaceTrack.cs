using MultiEmo.Models.Faces.Mtcnn;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>One face through a stretch of a video.</summary>
/// <param name="Id">Its number among the tracks of the stretch, from 0 in the order in which they begin.</param>
/// <param name="Sightings">Where it was found, some five times a second, in order; at least one.</param>
public sealed record FaceTrack(int Id, IReadOnlyList<FaceSighting> Sightings)
{
    private const double Tolerance = 0.1;

    // Two boxes of one face at one time share at least as much.
    private const float Same = 0.3f;

    /// <summary>When it was seen first, in seconds from the file's start.</summary>
    public double Start => Sightings[0].Time;

    /// <summary>When it was seen last.</summary>
    public double End => Sightings[^1].Time;

    /// <summary>Where it is at a time, between two sightings on the straight line; null: it is not there.</summary>
    public FaceBox? BoxAt(double time)
    {
        if (time < Start - Tolerance || time > End + Tolerance) return null;
        int next = After(time);
        if (next == 0) return Sightings[0].Box;
        if (next == Sightings.Count) return Sightings[^1].Box;
        var (from, to) = (Sightings[next - 1], Sightings[next]);
        float share = (float)((time - from.Time) / (to.Time - from.Time));
        return new FaceBox(
            Between(from.Box.Left, to.Box.Left, share), Between(from.Box.Top, to.Box.Top, share),
            Between(from.Box.Right, to.Box.Right, share), Between(from.Box.Bottom, to.Box.Bottom, share));
    }

    /// <summary>Which of the faces found in a frame is this one; null: none.</summary>
    /// <param name="faces">All faces of the frame.</param>
    /// <param name="time">When the frame is shown.</param>
    public Face? Among(IReadOnlyList<Face> faces, double time) => BoxAt(time) is { } box
        ? faces.Where(face => Overlaps.ShareOfUnion(face.Box, box) >= Same).MaxBy(face => Overlaps.ShareOfUnion(face.Box, box))
        : null;

    // The place of the first sighting that is later, by halving: long tracks are asked often.
    private int After(double time)
    {
        int low = 0, high = Sightings.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Sightings[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static float Between(float from, float to, float share) => from + (to - from) * share;
}

/// <summary>A face at a time.</summary>
/// <param name="Time">Seconds from the file's start.</param>
/// <param name="Box">Where it is, in pixels of the frame.</param>
public readonly record struct FaceSighting(double Time, FaceBox Box);
