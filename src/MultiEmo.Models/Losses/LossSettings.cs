using System.Text.Json.Serialization;

namespace MultiEmo.Models.Losses;

/// <summary>Weights and parameters of the three losses; the defaults are the settings for MELD.</summary>
public sealed record LossSettings
{
    /// <summary>released or paper.</summary>
    public LossForm Form { get; init; } = LossForm.Released;

    /// <summary>mu_1 of eq. 22, the weight of SWFC; 0 is the ablation without it.</summary>
    public double Swfc { get; init; } = 0.3;

    /// <summary>mu_2 of eq. 22, the weight of Soft-HGR; cross-entropy has the weight 1 - mu_1 - mu_2.</summary>
    public double SoftHgr { get; init; } = 0.3;

    /// <summary>tau of eq. 18, above 0.</summary>
    public double Temperature { get; init; } = 1.4;

    /// <summary>gamma of eq. 19, the focus on positive pairs that are hard; not negative.</summary>
    public double Focus { get; init; } = 2.0;

    /// <summary>alpha of eq. 19, the exponent of the class weights.</summary>
    public double SampleWeight { get; init; } = 1.2;

    /// <summary>Share of each label's probability that cross-entropy spreads over all classes; 0 in the paper.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Exponent b of the class weights (n / n_c)^b of cross-entropy, 0 .. 1: above 0, rare emotions count for more than their share. 0 in the paper.
    /// </summary>
    public double Balance { get; init; }

    /// <summary>The weight of cross-entropy.</summary>
    [JsonIgnore]
    public double CrossEntropy => 1 - Swfc - SoftHgr;
}
