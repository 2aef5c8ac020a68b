namespace MultiEmo.Evaluation.Results;

/// <summary>Numbers that papers report of a corpus' test split; none was measured here.</summary>
/// <param name="Corpus">The corpus' name.</param>
/// <param name="Labels">The emotions in the order of the rows' scores.</param>
/// <param name="Rows">The systems.</param>
public sealed record PublishedTable(string Corpus, IReadOnlyList<string> Labels, IReadOnlyList<ResultRow> Rows);

/// <summary>
/// The rows of Tables 1 to 3 of Shi and Huang, "MultiEMO: An Attention-Based Correlation-Aware Multimodal Fusion Framework for Emotion Recognition
/// in Conversations", ACL 2023: published numbers, not comparable to ours, since the features are others (MultiEMO: fine-tuned RoBERTa, openSMILE,
/// faces).
/// </summary>
public static class PublishedResults
{
    /// <summary>Table 2.</summary>
    public static PublishedTable Meld { get; } = new("meld", ["neutral", "surprise", "fear", "sadness", "joy", "disgust", "anger"],
    [
        Row("BC-LSTM", 55.90, 73.80, 47.70, 5.40, 25.10, 51.30, 5.20, 38.40),
        Row("DialogueRNN", 58.73, 76.23, 49.59, 0.00, 26.33, 54.55, 0.81, 46.76),
        Row("DialogueGCN", 57.52, 76.02, 46.37, 0.98, 24.32, 53.62, 1.22, 43.03),
        Row("IterativeERC", 60.72, 77.52, 53.65, 3.31, 23.62, 56.63, 19.38, 48.88),
        Row("QMNN", 58.00, 77.00, 49.76, 0.00, 16.50, 52.08, 0.00, 43.17),
        WeightedOnly("MMGCN", 58.65, 7),
        Row("MVN", 59.03, 76.65, 53.18, 11.70, 21.82, 53.62, 21.86, 42.55),
        WeightedOnly("UniMSE", 65.51, 7),
        Row("MultiEMO w/o VisExtNet", 64.89, 79.16, 58.22, 24.80, 37.61, 60.65, 31.73, 52.08),
        Row("MultiEMO w/o MultiAttn", 62.50, 77.72, 54.05, 21.76, 33.10, 58.28, 24.80, 49.98),
        Row("MultiEMO w/o SWFC", 63.83, 79.51, 56.54, 20.59, 32.96, 58.52, 25.81, 51.23),
        Row("MultiEMO", 66.74, 79.95, 60.98, 29.67, 41.51, 62.82, 36.75, 54.41),
    ]);

    /// <summary>Table 1.</summary>
    public static PublishedTable Iemocap { get; } = new("iemocap", ["happiness", "sadness", "neutral", "anger", "excitement", "frustration"],
    [
        Row("BC-LSTM", 54.95, 34.43, 60.87, 51.81, 56.73, 57.95, 58.92),
        Row("DialogueRNN", 62.75, 33.18, 78.80, 59.21, 65.28, 71.86, 58.91),
        Row("DialogueGCN", 63.16, 51.87, 76.76, 56.76, 62.26, 72.71, 58.04),
        Row("IterativeERC", 64.37, 53.17, 77.19, 61.31, 61.45, 69.23, 60.92),
        Row("QMNN", 59.88, 39.71, 68.30, 55.29, 62.58, 66.71, 62.19),
        Row("MMGCN", 66.22, 42.34, 78.67, 61.73, 69.00, 74.33, 62.32),
        Row("MVN", 65.44, 55.75, 73.30, 61.88, 65.96, 69.50, 64.21),
        WeightedOnly("UniMSE", 70.66, 6),
        Row("MultiEMO w/o VisExtNet", 71.72, 65.06, 84.80, 66.13, 67.98, 76.16, 69.66),
        Row("MultiEMO w/o MultiAttn", 66.57, 55.18, 78.29, 62.06, 63.84, 73.11, 63.98),
        Row("MultiEMO w/o SWFC", 71.08, 59.88, 83.96, 66.57, 67.03, 75.35, 70.04),
        Row("MultiEMO", 72.84, 65.77, 85.49, 67.08, 69.88, 77.31, 70.98),
    ]);

    /// <summary>Table 3: weighted F1 by modalities.</summary>
    public static IReadOnlyList<PublishedTable> OfModalities { get; } =
    [
        new("meld", [],
        [
            WeightedOnly("text", 61.23, 0), WeightedOnly("audio", 33.55, 0), WeightedOnly("visual", 33.16, 0),
            WeightedOnly("text + audio", 64.21, 0), WeightedOnly("text + visual", 63.78, 0), WeightedOnly("text + audio + visual", 66.74, 0),
        ]),
        new("iemocap", [],
        [
            WeightedOnly("text", 64.48, 0), WeightedOnly("audio", 38.89, 0), WeightedOnly("visual", 35.37, 0),
            WeightedOnly("text + audio", 69.18, 0), WeightedOnly("text + visual", 67.86, 0), WeightedOnly("text + audio + visual", 72.84, 0),
        ]),
    ];

    /// <summary>Tables 1 and 2.</summary>
    public static IReadOnlyList<PublishedTable> All { get; } = [Meld, Iemocap];

    private static ResultRow Row(string name, double weighted, params double[] perClass) =>
        new($"{name} (published)", [.. perClass.Select(Percent)], Percent(weighted));

    private static ResultRow WeightedOnly(string name, double weighted, int classes) =>
        new($"{name} (published)", new Estimate?[classes], Percent(weighted));

    private static Estimate Percent(double percent) => new(percent / 100);
}
