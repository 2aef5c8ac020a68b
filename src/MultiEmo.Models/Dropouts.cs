namespace MultiEmo.Models;

/// <summary>Dropout rates; all 0 in the released settings. They shape training only and are no part of the saved architecture.</summary>
public sealed record Dropouts
{
    /// <summary>On u^m, before W^m.</summary>
    public double Input { get; init; }

    /// <summary>After every GRU cell of DialogueRNN.</summary>
    public double Recurrent { get; init; }

    /// <summary>On the context features and on each sublayer of MultiAttn.</summary>
    public double Sublayer { get; init; }

    /// <summary>On the hidden layer of the classifier (l of eq. 15).</summary>
    public double Classifier { get; init; }

    /// <summary>On the logits; the released code has it there, at the rate of <see cref="Sublayer"/>.</summary>
    public double Logits { get; init; }
}
