namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>The sizes in which P-Net, which sees faces of 12 pixels, looks at a picture.</summary>
internal static class Pyramid
{
    /// <summary>The side of the square that P-Net judges, in pixels.</summary>
    public const int Cell = 12;

    /// <summary>Sizes relative to the picture, largest first; none for a picture without room for the smallest face.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="settings">The smallest face and the step.</param>
    public static IEnumerable<double> Scales(int width, int height, MtcnnSettings settings)
    {
        double scale = (double)Cell / settings.SmallestFace;
        for (double side = Math.Min(width, height) * scale; side >= Cell; side *= settings.Step, scale *= settings.Step) yield return scale;
    }

    /// <summary>A length at a scale.</summary>
    public static int Length(int pixels, double scale) => (int)(pixels * scale + 1);
}
