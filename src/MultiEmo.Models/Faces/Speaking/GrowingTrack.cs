namespace MultiEmo.Models.Faces.Speaking;

/// <summary>A face that is being followed: where it was found, and what its mouth did in the pictures between.</summary>
/// <param name="id">Its number.</param>
internal sealed class GrowingTrack(int id)
{
    private const int MostMisses = 3;

    // The value at the middle of the parabola that lies best among five points: a head that nods is followed, a point that trembles is not.
    private static readonly float[] Parabola = [-3f / 35, 12f / 35, 17f / 35, 12f / 35, -3f / 35], Bell = [0.25f, 0.5f, 0.25f], One = [1];
    private readonly List<FaceSighting> sightings = [];
    private readonly List<KeyPose> keys = [];
    private readonly MouthReader mouth = new();
    private int misses;

    /// <summary>Whether it was not found so often that it is over.</summary>
    public bool IsLost => misses >= MostMisses;

    /// <summary>Where it was found last, in pixels of the small frame.</summary>
    public FaceBox Box { get; private set; }

    /// <summary>What its mouth did while it was seen.</summary>
    public IReadOnlyList<MouthReading> Readings => mouth.Readings;

    /// <summary>As it is told.</summary>
    public FaceTrack Track => new(id, sightings);

    /// <summary>Adds where it was found.</summary>
    /// <param name="time">When.</param>
    /// <param name="face">The face in the small frame.</param>
    /// <param name="scale">What makes the small frame's pixels the frame's.</param>
    public void See(double time, Face face, float scale)
    {
        Box = face.Box;
        misses = 0;
        keys.Add(new KeyPose(time, FacePose.Of(face)));
        sightings.Add(new FaceSighting(time, new FaceBox(Box.Left * scale, Box.Top * scale, Box.Right * scale, Box.Bottom * scale)));
    }

    /// <summary>It was looked for and not found: it is taken to have stayed.</summary>
    public void Miss(double time)
    {
        misses++;
        keys.Add(keys[^1] with { Time = time });
    }

    /// <summary>Reads the mouth in pictures before the last look but two; the last two take part in smoothing where they were there.</summary>
    public void Read(IEnumerable<GreyPicture> pictures)
    {
        foreach (var picture in pictures)
            if (picture.Time >= keys[0].Time) mouth.Read(picture, At(picture.Time));
    }

    /// <summary>Ends it where its mouth was read last; where it was looked for and missed since, when it was seen last.</summary>
    public void Close()
    {
        if (misses > 0) mouth.ForgetAfter(sightings[^1].Time);
        else if (Readings.Count > 0 && Readings[^1].Time > sightings[^1].Time)
            sightings.Add(sightings[^1] with { Time = Readings[^1].Time });
    }

    private FacePose At(double time)
    {
        int next = keys.Count - 1;
        while (next > 0 && keys[next - 1].Time > time) next--;
        if (next == 0 || keys[next].Time <= time) return Smooth(next);
        double share = (time - keys[next - 1].Time) / (keys[next].Time - keys[next - 1].Time);
        return Smooth(next - 1).Towards(Smooth(next), (float)share);
    }

    // The detector's points tremble. At the ends there are fewer to smooth by.
    private FacePose Smooth(int place)
    {
        float[] weights = Math.Min(place, keys.Count - 1 - place) switch { 0 => One, 1 => Bell, _ => Parabola };
        var sum = new FacePose(default, default);
        for (int i = 0; i < weights.Length; i++) sum = sum.Plus(keys[place - weights.Length / 2 + i].Pose, weights[i]);
        return sum;
    }

    private readonly record struct KeyPose(double Time, FacePose Pose);
}
