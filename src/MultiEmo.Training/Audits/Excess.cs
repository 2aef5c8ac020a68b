using MathNet.Numerics.Distributions;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Whether more of a split comes back from an earlier one than comes back within that one from its other conversations: what a corpus repeats anyway
/// is no leak. Equal rates give the counts of a binomial, given their sum.
/// </summary>
/// <param name="Within">How many come back within the earlier split.</param>
/// <param name="WithinOf">Of how many.</param>
/// <param name="Across">How many of the later split come back from the earlier one.</param>
/// <param name="AcrossOf">Of how many.</param>
internal sealed record Excess(int Within, int WithinOf, int Across, int AcrossOf)
{
    private const int Fewest = 4;
    private const double Level = 0.001, LeastShare = 0.005, FaultShare = 0.02;

    /// <summary>The share of the later split that comes back.</summary>
    public double Share => AcrossOf == 0 ? 0 : (double)Across / AcrossOf;

    /// <summary>The share of the earlier split that comes back within it: what is to be expected.</summary>
    public double Expected => WithinOf == 0 ? 0 : (double)Within / WithinOf;

    /// <summary>Whether it is more than is to be expected, by chance and by size.</summary>
    public bool Stands => Across >= Fewest && Share - Expected >= LeastShare && Chance() < Level;

    /// <summary>A fault where much of the split is concerned, else a warning.</summary>
    public Severity Severity => Share - Expected >= FaultShare ? Severity.Fault : Severity.Warning;

    private double Chance()
    {
        double part = (double)AcrossOf / (AcrossOf + WithinOf);
        return part >= 1 ? 1 : 1 - Binomial.CDF(part, Across + Within, Across - 1);
    }
}
