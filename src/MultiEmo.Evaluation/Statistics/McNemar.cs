using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>
/// McNemar's test of two systems on the same utterances: whether those that one of the two alone gets right fall to either side alike ("Note on the
/// sampling error of the difference between correlated proportions or percentages", Psychometrika 12, 1947). It takes utterances for independent.
/// </summary>
/// <param name="OnlyFirst">Utterances that the first system alone gets right.</param>
/// <param name="OnlySecond">Utterances that the second system alone gets right.</param>
public sealed record McNemar(int OnlyFirst, int OnlySecond)
{
    /// <summary>With fewer discordant utterances than this, <see cref="P"/> is exact.</summary>
    public const int ExactBelow = 25;

    /// <summary>The number of utterances that one of the two systems alone gets right.</summary>
    public int Discordant => OnlyFirst + OnlySecond;

    /// <summary>Whether <see cref="P"/> is the exact one.</summary>
    public bool IsExact => Discordant < ExactBelow;

    /// <summary>The two-sided p: exact where discordant utterances are few, else of the chi-square.</summary>
    public double P => IsExact ? ExactP : ChiSquareP;

    /// <summary>The two-sided p of the binomial distribution with probability one half.</summary>
    public double ExactP => Math.Min(1, 2 * Binomial.CDF(0.5, Discordant, Math.Min(OnlyFirst, OnlySecond)));

    /// <summary>The chi-square of one degree of freedom with Edwards' correction for continuity (Psychometrika 13, 1948), at least 0.</summary>
    public double ChiSquare
    {
        get
        {
            double gap = Math.Max(0, Math.Abs(OnlyFirst - OnlySecond) - 1);
            return Discordant == 0 ? 0 : gap * gap / Discordant;
        }
    }

    /// <summary>The p of <see cref="ChiSquare"/>.</summary>
    public double ChiSquareP => SpecialFunctions.Erfc(Math.Sqrt(ChiSquare / 2));

    /// <summary>Counts.</summary>
    /// <param name="truths">True labels.</param>
    /// <param name="first">What the first system predicted.</param>
    /// <param name="second">What the second system predicted.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static McNemar Of(IReadOnlyList<int> truths, IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        if (first.Count != truths.Count || second.Count != truths.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} predictions for {truths.Count} truths", nameof(truths));
        int[] discordant = [.. Enumerable.Range(0, truths.Count).Where(i => first[i] == truths[i] != (second[i] == truths[i]))];
        int onlyFirst = discordant.Count(i => first[i] == truths[i]);
        return new(onlyFirst, discordant.Length - onlyFirst);
    }
}
