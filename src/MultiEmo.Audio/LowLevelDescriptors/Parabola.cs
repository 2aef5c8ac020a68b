namespace MultiEmo.Audio.LowLevelDescriptors;

/// <summary>Peak of the parabola through three points.</summary>
/// <param name="At">Where it lies.</param>
/// <param name="Height">Its value.</param>
internal readonly record struct Parabola(double At, double Height)
{
    /// <summary>Fits y = a x^2 + b x + c by Cramer's rule; points on a line give the highest of the three.</summary>
    /// <remarks>The determinants are expanded without moving the origin, as openSMILE has it: on an axis far from zero the cancellation shows, and
    /// must be the same.</remarks>
    public static Parabola Through(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        var determinant = (x1 * x1 * x2) + (x2 * x2 * x3) + (x3 * x3 * x1) - (x3 * x3 * x2) - (x2 * x2 * x1) - (x1 * x1 * x3);
        if (determinant != 0.0)
        {
            var a = ((y1 * x2) + (y2 * x3) + (y3 * x1) - (y3 * x2) - (y2 * x1) - (y1 * x3)) / determinant;
            var b = ((x1 * x1 * y2) + (x2 * x2 * y3) + (x3 * x3 * y1) - (x3 * x3 * y2) - (x2 * x2 * y1) - (x1 * x1 * y3)) / determinant;
            var c = ((x1 * x1 * x2 * y3) + (x2 * x2 * x3 * y1) + (x3 * x3 * x1 * y2)
                - (x3 * x3 * x2 * y1) - (x2 * x2 * x1 * y3) - (x1 * x1 * x3 * y2)) / determinant;
            if (a != 0.0)
            {
                var at = -b / (2.0 * a);
                return new(at, c - (a * at * at));
            }
        }
        return Highest(x1, y1, x2, y2, x3, y3);
    }

    private static Parabola Highest(double x1, double y1, double x2, double y2, double x3, double y3) =>
        y2 > y1 && y2 > y3 ? new(x2, y2) : y3 > y1 && y3 > y2 ? new(x3, y3) : new(x1, y1);
}
