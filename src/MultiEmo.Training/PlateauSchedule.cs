namespace MultiEmo.Training;

/// <summary>
/// The learning rate of ReduceLROnPlateau (mode min, relative threshold): multiplied by <paramref name="factor"/> when the loss has not
/// improved for more than <paramref name="patience"/> epochs.
/// </summary>
/// <param name="factor">Below 1.</param>
/// <param name="patience">Epochs without improvement that are borne.</param>
/// <param name="threshold">Relative improvement that counts.</param>
public sealed class PlateauSchedule(double factor = 0.95, int patience = 10, double threshold = 1e-6)
{
    private const double Smallest = 1e-8;     // a smaller change of the rate is not made

    /// <summary>The lowest loss so far.</summary>
    public double Best { get; set; } = double.PositiveInfinity;

    /// <summary>Epochs since the last improvement or reduction.</summary>
    public int BadEpochs { get; set; }

    /// <summary>The rate after one more epoch.</summary>
    /// <param name="loss">The epoch's validation loss.</param>
    /// <param name="learningRate">The rate so far.</param>
    public double Next(double loss, double learningRate)
    {
        bool better = double.IsInfinity(Best) || loss < Best * (1 - threshold);
        if (better) Best = loss;
        BadEpochs = better ? 0 : BadEpochs + 1;
        if (BadEpochs <= patience) return learningRate;
        BadEpochs = 0;
        double reduced = learningRate * factor;
        return learningRate - reduced > Smallest ? reduced : learningRate;
    }
}
