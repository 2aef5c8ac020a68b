namespace MultiEmo.Models.Losses;

/// <summary>Which of the two forms of the losses is meant.</summary>
public enum LossForm
{
    /// <summary>What the released program computes, and the published numbers came from.</summary>
    Released,

    /// <summary>Equations 18-22 as written.</summary>
    Paper,
}
