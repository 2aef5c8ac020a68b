using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Mtcnn;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// Follows the faces of a stretch of a video: looks for them some five times a second, links what overlaps, and reads the mouths in the pictures
/// between. Of pictures only those of the last three looks wait in memory, in grey; a shot's end ends its tracks.
/// </summary>
/// <param name="find">Finds the faces of a small frame.</param>
internal sealed class FaceFollower(Func<Frame, IReadOnlyList<Face>> find)
{
    private const double Between = 0.2, Shortest = 0.03, Rounding = 1e-3;
    private const float Same = 0.3f;
    private readonly List<GrowingTrack> all = [];
    private readonly List<GreyPicture> waiting = [];
    private List<GrowingTrack> open = [];
    private GreyPicture? last;
    private double look = double.NegativeInfinity, lookBefore = double.NegativeInfinity, lookEarlier = double.NegativeInfinity;

    /// <summary>The faces, in the order in which they appeared.</summary>
    public IReadOnlyList<GrowingTrack> Tracks => all;

    /// <summary>Takes the next frame; of more than 33 a second some are left out.</summary>
    public void Add(Frame frame)
    {
        if (frame.Time < last?.Time + Shortest - Rounding) return;
        var small = SmallFrame.Of(frame);
        var picture = new GreyPicture(small);
        bool cut = picture.IsCut(last);
        if (cut) End();
        waiting.Add(picture);
        last = picture;
        if (cut || frame.Time >= look + Between - Rounding) Look(small, frame.Width / (float)small.Width);
    }

    /// <summary>Ends all tracks: nothing comes, or another shot.</summary>
    public void End()
    {
        foreach (var track in open)
        {
            track.Read(waiting);
            track.Close();
        }
        open = [];
        waiting.Clear();
    }

    private void Look(Frame small, float scale)
    {
        Link(find(small), small.Time, scale);
        (lookEarlier, lookBefore, look) = (lookBefore, look, small.Time);
        var due = waiting.TakeWhile(picture => picture.Time <= lookEarlier).ToList();
        foreach (var track in open) track.Read(due);
        waiting.RemoveRange(0, due.Count);
        foreach (var track in open.Where(track => track.IsLost)) track.Close();
        open.RemoveAll(track => track.IsLost);
    }

    // Pairs with the most overlap first.
    private void Link(IReadOnlyList<Face> faces, double time, float scale)
    {
        var pairs = open.SelectMany(track => faces.Select(face => new Pair(track, face, Overlaps.ShareOfUnion(track.Box, face.Box))));
        var free = new HashSet<Face>(faces, ReferenceEqualityComparer.Instance);
        var lonely = new HashSet<GrowingTrack>(open);
        foreach (var pair in pairs.Where(pair => pair.Share >= Same).OrderByDescending(pair => pair.Share).ToList())
        {
            if (!free.Contains(pair.Face) || !lonely.Remove(pair.Track)) continue;
            free.Remove(pair.Face);
            pair.Track.See(time, pair.Face, scale);
        }
        foreach (var track in lonely) track.Miss(time);
        foreach (var face in faces.Where(free.Contains)) Begin(time, face, scale);
    }

    private void Begin(double time, Face face, float scale)
    {
        var track = new GrowingTrack(all.Count);
        track.See(time, face, scale);
        open.Add(track);
        all.Add(track);
    }

    private sealed record Pair(GrowingTrack Track, Face Face, float Share);
}
