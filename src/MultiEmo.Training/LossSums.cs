using MultiEmo.Models;
using MultiEmo.Models.Losses;

namespace MultiEmo.Training;

/// <summary>Losses summed over the batches of an epoch.</summary>
public sealed class LossSums
{
    /// <summary>Total loss.</summary>
    public double Total { get; private set; }

    /// <summary>SWFC.</summary>
    public double Swfc { get; private set; }

    /// <summary>Soft-HGR.</summary>
    public double SoftHgr { get; private set; }

    /// <summary>Cross-entropy.</summary>
    public double CrossEntropy { get; private set; }

    /// <summary>Adds a batch; false when a loss is not a finite number.</summary>
    public bool Add(LossTerms terms)
    {
        Total += Scalars.Value(terms.Total);
        Swfc += Scalars.Value(terms.Swfc);
        SoftHgr += Scalars.Value(terms.SoftHgr);
        CrossEntropy += Scalars.Value(terms.CrossEntropy);
        return double.IsFinite(Total);
    }
}
