using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>Features that say nothing: columns or rows of one value, present rows of zeros, a split without any row.</summary>
internal static class FeatureQuality
{
    private const string Check = "feature-rows";
    private const double ManyColumns = 0.5, ManyRows = 0.01;
    private const int FewestRows = 3;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Find(FeatureRows rows)
    {
        int[] present = [.. Enum.GetValues<Split>().SelectMany(rows.Present)];
        if (Columns(rows, present) is { } columns) yield return columns;
        if (Zeros(rows, present) is { } zeros) yield return zeros;
        foreach (var split in Enum.GetValues<Split>().Where(split => rows.Of(split).Length > 0 && rows.Present(split).Length == 0))
        {
            yield return new Finding(Severity.Warning, Check, $"No turn of {split.Name()} has a row of the {rows.Name}.",
                $"Scores on {split.Name()} are those of a model without {rows.Entry.Modality.Name()}, or of one that never learnt it.");
        }
    }

    private static Finding? Columns(FeatureRows rows, int[] present)
    {
        if (present.Length < 2) return null;
        int width = rows.Matrix.Width;
        int constant = Enumerable.Range(0, width).Count(column =>
            present.All(row => rows.Matrix.Row(row)[column] == rows.Matrix.Row(present[0])[column]));
        if (constant < ManyColumns * width) return null;
        return new Finding(constant == width ? Severity.Fault : Severity.Warning, Check,
            $"{constant} of {width} columns of the {rows.Name} hold one value in all rows.",
            $"Scores say less of {rows.Entry.Modality.Name()} than they seem to: the model has next to nothing to learn from it.");
    }

    // Words that no training turn has are rows of zeros by right.
    private static Finding? Zeros(FeatureRows rows, int[] present)
    {
        if (rows.Entry.Modality == Modality.Text) return null;
        int[] zeros = [.. present.Where(rows.IsZero)];
        if (zeros.Length < FewestRows || zeros.Length < ManyRows * present.Length || zeros.Length == present.Length) return null;
        string share = string.Create(CultureInfo.InvariantCulture, $"{(double)zeros.Length / present.Length:p1}");
        return new Finding(Severity.Warning, Check,
            $"{zeros.Length} rows ({share}) of the {rows.Name} hold nothing but zeros and count as present.",
            "Scores are those of a model that takes zeros for a voice or a face; mark such rows as absent.")
            .With(zeros.Select(row => rows.Turns[row].Place));
    }
}
