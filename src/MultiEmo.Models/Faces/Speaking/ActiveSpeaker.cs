using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Mtcnn;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// Tells which of the faces of a video speaks: whose mouth opens and moves as the sound rises and falls (<see cref="Agreement"/>), over windows of
/// three seconds, each second with its own and with a price on changes (<see cref="SpeakerPath"/>). Nothing is learnt from examples; limits are told
/// in <c>docs/models/speaker.md</c>. Not for several threads at once.
/// </summary>
public sealed class ActiveSpeaker : IDisposable
{
    private const int Window = 3 * Modulation.Rate, SoundRate = 16000;

    // In frames of at most 960 pixels a mouth of a smaller face is too few of them.
    private const int SmallestFace = 32;
    private readonly FaceDetector detector;
    private readonly Ffmpeg ffmpeg;

    private ActiveSpeaker(FaceDetector detector, Ffmpeg ffmpeg) => (this.detector, this.ffmpeg) = (detector, ffmpeg);

    /// <summary>Loads the detector.</summary>
    /// <param name="weights">The folder that the user named; null: where weights are looked for.</param>
    /// <param name="ffmpeg">Decodes.</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <exception cref="BadInputException">Weights are nowhere, or do not fit.</exception>
    public static ActiveSpeaker Load(string? weights, Ffmpeg ffmpeg, Device? device = null)
        => new(FaceDetector.Load(weights, device, new MtcnnSettings { SmallestFace = SmallestFace }), ffmpeg);

    /// <summary>Follows the faces of a video, or of the part from one time to another, and tells who speaks when.</summary>
    /// <param name="video">The video; its sound is its first track.</param>
    /// <param name="start">Where the part begins, in seconds; null is the file's beginning.</param>
    /// <param name="end">Where it ends; null is the file's end.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>A second of a part is a second from its beginning; without a sound nobody speaks.</returns>
    /// <exception cref="BadInputException">No frame can be decoded, or the part is not in the video.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public SpeakingFaces Follow(VideoFrames video, double? start = null, double? end = null, CancellationToken stop = default)
    {
        var (offset, count) = video.Between(start, end).GetOffsetAndLength(video.Times.Count);
        var follower = new FaceFollower(detector.Detect);
        foreach (var frame in video.Read(Enumerable.Range(offset, count)))
        {
            stop.ThrowIfCancellationRequested();
            follower.Add(frame);
        }
        follower.End();
        double from = video.Times[offset], until = offset + count < video.Times.Count ? video.Times[offset + count] : video.Times[^1];
        var sound = Hear(video.Info.Path, from, until, stop);
        return Judge(follower.Tracks, from, until, sound);
    }

    /// <inheritdoc/>
    public void Dispose() => detector.Dispose();

    /// <summary>Judges what was seen and heard.</summary>
    internal static SpeakingFaces Judge(IReadOnlyList<GrowingTrack> seen, double from, double until, Heard heard)
    {
        int count = Math.Max(1, (int)Math.Ceiling((until - from) * Modulation.Rate));
        var agreement = new Agreement(heard.Voice?.Loudness(from - heard.Begin, count) ?? new double[count]);
        MouthSignal?[] mouths = [.. seen.Select(track => MouthSignal.Of(track.Readings, from))];
        FaceTrack[] tracks = [.. seen.Select(track => track.Track)];
        var scores = Enumerable.Range(0, (count + Modulation.Rate - 1) / Modulation.Rate)
            .Select(second => Scores(tracks, mouths, agreement, from, second, count)).ToList();
        int?[] chosen = SpeakerPath.Choose(scores);
        return new SpeakingFaces(tracks, [.. chosen.Select((track, i) =>
            new SpokenSecond(from + i, i + 1 < chosen.Length ? from + i + 1 : until, track, scores[i]))], heard.Silence);
    }

    // The window around a second, moved into the stretch at its ends.
    private static Dictionary<int, double> Scores(
        FaceTrack[] tracks, MouthSignal?[] mouths, Agreement agreement, double from, int second, int count)
    {
        int first = Math.Clamp(second * Modulation.Rate + Modulation.Rate / 2 - Window / 2, 0, Math.Max(0, count - Window));
        return tracks.Where(track => track.Start < from + second + 1 && track.End >= from + second)
            .ToDictionary(track => track.Id, track => mouths[track.Id] is { } mouth
                ? agreement.Of(mouth, first, Math.Min(count, first + Window))
                : 0);
    }

    private Heard Hear(string path, double from, double until, CancellationToken stop)
    {
        try
        {
            using var sound = MediaSound.Open(path, ffmpeg, from, Math.Max(until, from + 1d / Modulation.Rate), SoundRate, stop);
            var voice = new Voice(sound.SampleRate);
            foreach (var block in sound.Blocks()) voice.Add(block.Span);
            return new Heard(voice, Math.Max(from, sound.Info.Sounds[0].Start), null);
        }
        catch (BadInputException fault)
        {
            return new Heard(null, from, fault.Problem);
        }
    }

    /// <summary>The sound of a stretch.</summary>
    /// <param name="Voice">How loud it is; null: there is none.</param>
    /// <param name="Begin">When its first sample is heard, in seconds from the file's start.</param>
    /// <param name="Silence">Why there is none.</param>
    internal sealed record Heard(Voice? Voice, double Begin, string? Silence);
}
