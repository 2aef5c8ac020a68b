using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Calibration;

/// <summary>The agreement of a row-major (N, C) array with N labels.</summary>
internal static class Shape
{
    /// <summary>C, once all is seen to fit.</summary>
    /// <exception cref="BadInputException">There is no utterance, or a value is not a finite number.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is none of the C.</exception>
    public static int Classes(ReadOnlySpan<float> values, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty) throw new BadInputException("there is no labelled utterance to calibrate on", "give a validation split with labels");
        if (values.Length == 0 || values.Length % labels.Length != 0)
            throw new ArgumentException($"{values.Length} values do not make rows for {labels.Length} labels", nameof(values));
        int classes = values.Length / labels.Length;
        foreach (int label in labels)
            if (label < 0 || label >= classes) throw new ArgumentException($"label {label} is none of {classes} classes", nameof(labels));
        foreach (float value in values)
            if (!float.IsFinite(value)) throw new BadInputException("a score is not a finite number", "train with a smaller learning rate");
        return classes;
    }
}
