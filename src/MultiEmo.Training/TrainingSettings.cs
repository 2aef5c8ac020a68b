namespace MultiEmo.Training;

/// <summary>Optimisation, selection and regularisation of a run.</summary>
public sealed record TrainingSettings
{
    /// <summary>The most epochs.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Conversations per batch.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>Adam's step size.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Adam's L2 weight decay (lambda of eq. 22).</summary>
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>The largest norm of a step's gradients; 0: no limit.</summary>
    public double Clip { get; init; }

    /// <summary>Epochs without a better validation score after which training ends; 0: all epochs are run.</summary>
    public int Patience { get; init; }

    /// <summary>Factor by which the learning rate falls when the validation loss no longer does.</summary>
    public double PlateauFactor { get; init; } = 0.95;

    /// <summary>Epochs without a lower validation loss that are borne before the rate falls.</summary>
    public int PlateauPatience { get; init; } = 10;

    /// <summary>Share of the training conversations held out for validation where the corpus has no official dev split.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Decay of a moving average of the weights that is validated and kept in their place; 0: the weights themselves.</summary>
    public double Average { get; init; }

    /// <summary>Chance with which a modality is withheld from a training conversation, so that the model learns to do without; 0: never.</summary>
    public double Withhold { get; init; }
}
