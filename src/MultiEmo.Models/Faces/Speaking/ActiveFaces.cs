using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// Of the faces of some frames, those of who speaks. Only frames with several faces ask for it, and only the seconds around them are looked
/// through: a frame with one face keeps it. Where the one who speaks is not among a frame's faces, none of them counts.
/// </summary>
/// <param name="speaker">Tells who speaks.</param>
public sealed class ActiveFaces(ActiveSpeaker speaker)
{
    // Seconds before and after a frame.
    private const double Around = 3;

    /// <summary>Chooses.</summary>
    /// <param name="video">The video.</param>
    /// <param name="part">Places of the frames of the part that it is about; nothing beyond is looked at.</param>
    /// <param name="frames">Some of its frames, in order, with all their faces.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="Conversations.BadInputException">No frame can be decoded.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ActiveChoice Choose(VideoFrames video, Range part, IReadOnlyList<TimedFaces> frames, CancellationToken stop)
    {
        var chosen = new List<TimedFaces>();
        var stretches = Stretches(video, part, [.. frames.Where(frame => frame.Faces.Count > 1).Select(frame => frame.Time)]);
        string? silence = null;
        bool told = stretches.Count == 0;
        SpeakingFaces? here = null;
        int next = 0;
        foreach (var frame in frames)
        {
            while (next < stretches.Count && stretches[next].Start <= frame.Time && frame.Faces.Count > 1)
            {
                here = speaker.Follow(video, stretches[next].Start, stretches[next].End, stop);
                (silence, told) = (silence ?? here.Silence, told || here.Speaker is not null);
                next++;
            }
            var faces = frame.Faces.Count > 1 ? here!.Active(frame.Faces, frame.Time) : frame.Faces;
            if (faces.Count > 0) chosen.Add(new TimedFaces(frame.Time, faces));
        }
        return told && chosen.Count > 0
            ? new ActiveChoice(chosen, null)
            : new ActiveChoice(frames, $"who speaks cannot be told ({silence ?? "no mouth that is seen moves with the voice"}), so all faces count");
    }

    private static List<Stretch> Stretches(VideoFrames video, Range part, double[] times)
    {
        var (offset, count) = part.GetOffsetAndLength(video.Times.Count);
        double? first = offset == 0 ? null : video.Times[offset], last = offset + count < video.Times.Count ? video.Times[offset + count] : null;
        var stretches = new List<Stretch>();
        foreach (double time in times)
        {
            double start = Math.Max(time - Around, first ?? 0);
            double? end = time + Around >= (last ?? video.Times[^1]) ? last : time + Around;
            if (stretches.Count > 0 && start <= (stretches[^1].End ?? double.MaxValue)) stretches[^1] = stretches[^1] with { End = end };
            else stretches.Add(new Stretch(start, end));
        }
        return stretches;
    }

    private sealed record Stretch(double Start, double? End);
}
