namespace MultiEmo.Audio.Functionals;

/// <summary>Sums of the second, third and fourth powers of the distances from a centre.</summary>
/// <remarks>Added frame by frame in double precision, so that what cancels out for openSMILE 3 does so here.</remarks>
/// <param name="Second">Sum of the squares.</param>
/// <param name="Third">Sum of the cubes.</param>
/// <param name="Fourth">Sum of the fourth powers.</param>
internal readonly record struct CentralSums(double Second, double Third, double Fourth)
{
    /// <summary>Sums over a contour.</summary>
    public static CentralSums Of(ReadOnlySpan<float> values, double centre)
    {
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var x = value - centre;
            var square = x * x;
            second += square;
            third += square * x;
            fourth += square * x * x;
        }
        return new(second, third, fourth);
    }
}
