namespace MultiEmo.Models.Faces.Speaking;

/// <summary>What a mouth does at a time.</summary>
/// <param name="Time">Seconds from the file's start.</param>
/// <param name="Opening">How dark its inside is: the mean grey of the mouth by that of the face between eyes and mouth, negative.</param>
/// <param name="Motion">How much its picture changed since the frame before, by the same grey, in 40 ms.</param>
internal readonly record struct MouthReading(double Time, double Opening, double Motion);

/// <summary>Reads the mouth of one face, picture after picture.</summary>
internal sealed class MouthReader
{
    private const double Period = 0.04, Longest = 0.5;

    // Grey levels: a face in the dark is divided by no less.
    private const float Darkest = 8;
    private const int InnerColumns = 16, InnerRows = 12;
    private static readonly FacePatch Mouth = new(24, 20, 1.08f), Face = new(24, 16, 0.35f);
    private readonly List<MouthReading> readings = [];
    private float[]? before;
    private double at;

    /// <summary>What was read, in order of time.</summary>
    public IReadOnlyList<MouthReading> Readings => readings;

    /// <summary>Reads a picture.</summary>
    public void Read(GreyPicture picture, FacePose pose)
    {
        float light = MathF.Max(Face.Read(picture, pose).Average(), Darkest);
        float[] mouth = Array.ConvertAll(Mouth.Read(picture, pose), grey => grey / light);
        double passed = picture.Time - at, motion = before is null || passed > Longest ? 0 : Change(mouth, before) * Period / passed;
        readings.Add(new MouthReading(picture.Time, -Inner(mouth), motion));
        (before, at) = (mouth, picture.Time);
    }

    /// <summary>Forgets what was read after a time, when the face was no longer seen.</summary>
    public void ForgetAfter(double time) => readings.RemoveAll(reading => reading.Time > time);

    private static double Change(float[] now, float[] before)
    {
        double sum = 0;
        for (int i = 0; i < now.Length; i++) sum += Math.Abs(now[i] - before[i]);
        return sum / now.Length;
    }

    private static double Inner(float[] mouth)
    {
        const int Left = (24 - InnerColumns) / 2, Top = (20 - InnerRows) / 2;
        double sum = 0;
        for (int y = Top; y < Top + InnerRows; y++)
            for (int x = Left; x < Left + InnerColumns; x++) sum += mouth[y * Mouth.Columns + x];
        return sum / (InnerColumns * InnerRows);
    }
}
