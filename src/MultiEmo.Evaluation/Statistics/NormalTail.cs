namespace MultiEmo.Evaluation.Statistics;

/// <summary>The complementary error function, of which the tails of the normal and the chi-square distribution are made.</summary>
internal static class NormalTail
{
    private const double Middle = 2;    // the series is good below, the fraction above
    private const int Levels = 100;     // of the fraction; at its worst, z = 2, further ones change nothing

    /// <summary>erfc(z) for z of at least 0 (Abramowitz and Stegun, 7.1.6 and 7.1.14), to about 13 digits.</summary>
    public static double Complement(double z) => z < Middle ? 1 - Series(z) : Fraction(z);

    private static double Series(double z)
    {
        double term = z, sum = z;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum;
    }

    private static double Fraction(double z)
    {
        double below = z;
        for (int level = Levels; level >= 1; level--) below = z + level / 2.0 / below;
        return Math.Exp(-z * z) / Math.Sqrt(Math.PI) / below;
    }
}
