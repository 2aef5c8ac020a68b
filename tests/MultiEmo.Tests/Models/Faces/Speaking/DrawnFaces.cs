using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Tests.Models.Faces.Speaking;

/// <summary>Faces drawn side by side: skin, two eyes and a mouth that opens as it is told, and a sound whose loudness is told likewise.</summary>
/// <param name="openings">How open each mouth is at a time, 0 to 1.</param>
internal sealed class DrawnFaces(params Func<double, double>[] openings)
{
    private const int Side = 120, SoundRate = 16000;
    private const byte Skin = 170, Dark = 40, Behind = 90;

    /// <summary>Frames a second.</summary>
    public double Rate { get; init; } = 25;

    /// <summary>Seconds.</summary>
    public double Duration { get; init; } = 4;

    /// <summary>How far the faces are moved at a time, in pixels.</summary>
    public Func<double, double> Sway { get; init; } = _ => 0;

    /// <summary>Whether left and right are exchanged.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Syllables: about four a second, each as strong as chance has it.</summary>
    public static Func<double, double> Syllables(int seed)
    {
        var chance = new Random(seed);
        double[] strengths = [.. Enumerable.Range(0, 200).Select(_ => chance.NextDouble())];
        double[] places = [.. strengths.Select((_, i) => i * 0.25 + 0.1 * chance.NextDouble())];
        return time =>
        {
            double sum = 0;
            int near = (int)(time / 0.25);
            for (int i = Math.Max(0, near - 2); i <= Math.Min(near + 2, places.Length - 1); i++)
                sum += strengths[i] * Math.Exp(-0.5 * Math.Pow((time - places[i]) / 0.06, 2));
            return sum;
        };
    }

    /// <summary>Follows the faces and says who speaks.</summary>
    /// <param name="loudness">The loudness of the sound at a time; null: there is no sound.</param>
    public SpeakingFaces Judge(Func<double, double>? loudness)
    {
        var follower = new FaceFollower(Find);
        foreach (var frame in Frames()) follower.Add(frame);
        follower.End();
        var voice = loudness is null ? null : Sound(loudness);
        return ActiveSpeaker.Judge(follower.Tracks, 0, Duration, new ActiveSpeaker.Heard(voice, 0, voice is null ? "has no sound track" : null));
    }

    /// <summary>The place of the face, from the left, that is chosen in each second; null: none is.</summary>
    public int?[] Chosen(Func<double, double>? loudness)
    {
        var judged = Judge(loudness);
        return [.. judged.Seconds.Select(second => second.Track is { } track ? (int?)(judged.Tracks[track].Sightings[0].Box.Left / Side) : null)];
    }

    private IEnumerable<Frame> Frames() => Enumerable.Range(0, (int)(Duration * Rate)).Select(i => Draw(i / Rate));

    private Frame Draw(double time)
    {
        int width = Side * openings.Length;
        var pixels = new byte[width * Side * 3];
        double[] open = [.. openings.Select(opening => opening(time))];
        double sway = Sway(time);
        for (int i = 0; i < width * Side; i++)
        {
            int column = Mirrored ? width - 1 - i % width : i % width;
            byte grey = Grey(column % Side - sway, i / width, open[column / Side]);
            pixels.AsSpan(i * 3, 3).Fill(grey);
        }
        return new Frame(width, Side, pixels, time);
    }

    private static byte Grey(double x, double y, double open)
    {
        static bool Inside(double x, double y, double middleX, double middleY, double a, double b) =>
            (x - middleX) / a * ((x - middleX) / a) + (y - middleY) / b * ((y - middleY) / b) < 1;
        if (Inside(x, y, 60, 82, 14, 1 + 9 * open) || Inside(x, y, 45, 45, 6, 4) || Inside(x, y, 75, 45, 6, 4)) return Dark;
        return Inside(x, y, 60, 60, 38, 50) ? Skin : Behind;
    }

    private List<Face> Find(Frame frame) => [.. Enumerable.Range(0, openings.Length).Select(place => At(place, frame.Time))];

    private Face At(int place, double time)
    {
        double width = Side * openings.Length, left = place * Side + Sway(time);
        FacePoint Point(double x, double y) => new((float)(Mirrored ? width - 1 - left - x : left + x), (float)y);
        FacePoint[] points = [Point(45, 45), Point(75, 45), Point(60, 60), Point(48, 80), Point(72, 80)];
        if (Mirrored) points = [points[1], points[0], points[2], points[4], points[3]];
        FacePoint a = Point(22, 10), b = Point(98, 110);
        return new Face(new FaceBox(Math.Min(a.X, b.X), a.Y, Math.Max(a.X, b.X), b.Y), 1, points);
    }

    private Voice Sound(Func<double, double> loudness)
    {
        var voice = new Voice(SoundRate);
        var chance = new Random(7);
        var samples = new float[(int)(Duration * SoundRate)];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)(loudness((double)i / SoundRate) * (chance.NextDouble() - 0.5) * 0.3);
        voice.Add(samples);
        return voice;
    }
}
