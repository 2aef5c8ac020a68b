using MultiEmo.Audio;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>Low-level descriptors against those that openSMILE gives out, frame by frame.</summary>
public class ContourParity
{
    private const float Tolerance = 1e-4f;
    private const double Enough = 0.99;

    /// <summary>Parts and sets.</summary>
    public static TheoryData<string, string> Cases =>
        new(from part in new[] { "opensmile", "opensmile_synthetic" } from set in AudioSet.All select (part, set.Name));

    [Theory, MemberData(nameof(Cases))]
    public void Contours_equal_the_reference(string part, string setName)
    {
        var (set, reference) = (AudioSet.Find(setName)!, new ReferenceSounds(part));
        Assert.Equal(reference.ContourNames(set), set.ContourNames);
        Assert.NotEmpty(reference.SoundsWithContours(set));
        foreach (string sound in reference.SoundsWithContours(set))
        {
            var contours = new AudioFeatures(set).ExtractContours(reference.Waveform(sound));
            var expected = reference.Contours(set, sound);
            Assert.Equal(expected.Shape[0], contours.Frames);
            for (int contour = 0; contour < set.ContourNames.Count; contour++)
                Compare(expected.As<float>(), contours, contour, $"{sound}, {set.ContourNames[contour]}");
        }
    }

    private static void Compare(ReadOnlySpan<float> expected, Contours contours, int contour, string name)
    {
        float[] actual = contours.Column(contour);
        int width = contours.Names.Count;
        float largest = 0;
        for (int frame = 0; frame < actual.Length; frame++) largest = Math.Max(largest, Math.Abs(expected[(frame * width) + contour]));
        int near = 0;
        for (int frame = 0; frame < actual.Length; frame++)
            if (Math.Abs(actual[frame] - expected[(frame * width) + contour]) <= largest * Tolerance) near++;
        double share = (double)near / actual.Length;
        Assert.True(share >= Enough, $"{name}: {share:P2} of {actual.Length} frames within {Tolerance} of its maximum");
    }
}
