namespace MultiEmo.Models.Faces;

/// <summary>Remembers the faces of one frame of a clip, that which shows most of them, for people to look at.</summary>
internal sealed class Onlooker
{
    private const int Most = 3;
    private readonly List<SeenFace> seen = [];
    private int most;

    /// <summary>The largest faces of that frame, at most three, from left to right.</summary>
    public IReadOnlyList<SeenFace> Seen => seen;

    /// <summary>Looks at a frame.</summary>
    /// <param name="time">When it is shown.</param>
    /// <param name="faces">The faces of it that count.</param>
    /// <param name="crops">Each as a network takes it; null: no pixel of the frame is in it.</param>
    public void Look(double time, IReadOnlyList<Face> faces, IReadOnlyList<FaceCrop?> crops)
    {
        if (faces.Count <= most) return;
        most = faces.Count;
        seen.Clear();
        seen.AddRange(faces.Zip(crops).Where(pair => pair.Second is not null).OrderByDescending(pair => Area(pair.First.Box)).Take(Most)
            .OrderBy(pair => pair.First.Box.Left).Select(pair => SeenFace.Of(time, pair.First.Box, pair.Second!)));
    }

    private static float Area(FaceBox box) => (box.Right - box.Left) * (box.Bottom - box.Top);
}
