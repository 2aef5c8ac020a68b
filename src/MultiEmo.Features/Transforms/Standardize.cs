using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Transforms;

/// <summary>Columns with mean 0 and deviation 1 over training rows; a blank (NaN) becomes the mean, 0, and a constant column 0 throughout.</summary>
/// <param name="Mean">Per column, over the training values that are not blank.</param>
/// <param name="Deviation">Per column, over all training rows with blanks filled by the mean; 0 where all values are equal.</param>
public sealed record Standardize(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    // Further off than any measurement; keeps a wild value of another split within the range of float32.
    private const double Farthest = 1e6;

    /// <summary>Measures the columns of training rows.</summary>
    /// <param name="rows">At least one, all of one width; NaN is blank.</param>
    public static Standardize Fit(IReadOnlyList<double[]> rows)
    {
        int width = rows[0].Length;
        var mean = new double[width];
        var deviation = new double[width];
        for (int column = 0; column < width; column++)
        {
            double[] values = [.. rows.Select(row => row[column]).Where(value => !double.IsNaN(value))];
            if (values.Length == 0) continue;
            mean[column] = values.Average();
            double center = mean[column];
            bool constant = values.Min() == values.Max();
            deviation[column] = constant ? 0 : Math.Sqrt(values.Sum(value => (value - center) * (value - center)) / rows.Count);
        }
        return new Standardize(mean, deviation);
    }

    /// <summary>One value of a column, in deviations from the mean, within ± 1,000,000.</summary>
    public float Apply(int column, double value)
    {
        if (double.IsNaN(value) || Deviation[column] == 0) return 0;
        return (float)Math.Clamp((value - Mean[column]) / Deviation[column], -Farthest, Farthest);
    }

    /// <summary>The statistics as tensors <c>mean</c> and <c>deviation</c>, float64.</summary>
    public IEnumerable<KeyValuePair<string, StoredTensor>> Tensors() =>
    [
        new("mean", StoredTensor.Of([.. Mean], Mean.Count)),
        new("deviation", StoredTensor.Of([.. Deviation], Deviation.Count)),
    ];

    /// <summary>Reads what <see cref="Tensors"/> gave.</summary>
    /// <exception cref="BadInputException">The tensors are missing or damaged.</exception>
    public static Standardize Read(SafetensorsFile file)
    {
        const string Remedy = "extract the features again, or copy the file again";
        double[] mean = [.. Fitted.Values<double>(file, "mean", Remedy)];
        double[] deviation = [.. Fitted.Values<double>(file, "deviation", Remedy)];
        bool sound = mean.Length == deviation.Length && Array.TrueForAll(mean, double.IsFinite)
            && Array.TrueForAll(deviation, value => double.IsFinite(value) && value >= 0);
        return sound ? new Standardize(mean, deviation) : throw new BadInputException("its mean or deviation is damaged", Remedy, file.Path);
    }
}
