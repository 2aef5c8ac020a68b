namespace MultiEmo.Evaluation;

/// <summary>How often each emotion was taken for each: a row per true label, a column per predicted one.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;   // (C, C), truth by prediction

    /// <summary>An empty matrix, to be filled with <see cref="Add"/>.</summary>
    /// <param name="labels">The C labels in order, each once.</param>
    public ConfusionMatrix(IReadOnlyList<string> labels)
    {
        Labels = labels;
        _counts = new int[labels.Count, labels.Count];
    }

    /// <summary>The labels, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The number of utterances counted.</summary>
    public int Total => _counts.Cast<int>().Sum();

    /// <summary>The number of utterances on the diagonal.</summary>
    public int Correct => Enumerable.Range(0, Labels.Count).Sum(label => _counts[label, label]);

    /// <summary>The number of utterances of label <paramref name="truth"/> that were predicted as <paramref name="prediction"/>.</summary>
    public int this[int truth, int prediction] => _counts[truth, prediction];

    /// <summary>Counts pairs of label indices.</summary>
    /// <exception cref="ArgumentException">The two lists differ in length.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<string> labels, IReadOnlyList<int> truths, IReadOnlyList<int> predictions)
    {
        if (truths.Count != predictions.Count)
            throw new ArgumentException($"{truths.Count} truths but {predictions.Count} predictions", nameof(predictions));
        var matrix = new ConfusionMatrix(labels);
        for (int i = 0; i < truths.Count; i++) matrix.Add(truths[i], predictions[i]);
        return matrix;
    }

    /// <summary>Counts one cell up.</summary>
    public void Add(int truth, int prediction, int count = 1) => _counts[truth, prediction] += count;

    /// <summary>The number of utterances whose true label is <paramref name="label"/>: its support.</summary>
    public int Support(int label) => Enumerable.Range(0, Labels.Count).Sum(prediction => _counts[label, prediction]);

    /// <summary>The number of utterances predicted as <paramref name="label"/>.</summary>
    public int Predicted(int label) => Enumerable.Range(0, Labels.Count).Sum(truth => _counts[truth, label]);

    /// <summary>The share of the utterances of two labels that were taken for the other of the two, a fraction of 1; 0 when there is none.</summary>
    public double ConfusedWithin(int first, int second)
    {
        int utterances = Support(first) + Support(second);
        return utterances == 0 ? 0 : (double)(_counts[first, second] + _counts[second, first]) / utterances;
    }
}
