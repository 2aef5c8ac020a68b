namespace MultiEmo.Training.Text;

/// <summary>
/// How a text network is trained. Epochs, decay and warm-up are EmoBERTa's (Kim and Vossen 2021), the learning rate one of those that RoBERTa's
/// authors fine-tuned with.
/// </summary>
public sealed record TextTrainingSettings
{
    /// <summary>The most epochs; the learning rate reaches zero at their end.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Utterances per step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Tokens, padding counted, that run at a time; a step of more is accumulated in parts, with the same gradients.</summary>
    public int Tokens { get; init; } = 4096;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 1e-5;

    /// <summary>Share of the steps in which the learning rate rises to its height; then it falls to zero.</summary>
    public double WarmUp { get; init; } = 0.2;

    /// <summary>AdamW's decay of matrices.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The largest norm of a step's gradients; 0: no limit.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>
    /// How much more a rare class counts: the loss of class c has the weight (N / n_c)^balance, divided by the mean over the training utterances; 0:
    /// all count alike.
    /// </summary>
    public double Balance { get; init; }

    /// <summary>Share of the truth that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Epochs without a better validation score after which training ends; 0: all epochs are run.</summary>
    public int Patience { get; init; }

    /// <summary>Share of the training conversations held out for validation where the corpus has no official dev split.</summary>
    public double ValidationShare { get; init; } = 0.1;
}
