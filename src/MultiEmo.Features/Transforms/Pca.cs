using System.Numerics.Tensors;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Transforms;

/// <summary>
/// Principal components of training rows with mean 0: their largest right singular vectors, each with the sign that makes its largest entry positive.
/// All are scaled by one number, so that the mean square of a training value is 1; a component's share of the variance stays what it is.
/// </summary>
/// <param name="Directions">Columns x components, scaled.</param>
public sealed record Pca(float[][] Directions)
{
    /// <summary>The name of the tensor of the directions.</summary>
    public const string Tensor = "components";

    /// <summary>Fits components; the same rows give the same bytes for any number of threads.</summary>
    /// <param name="rows">Training rows whose columns have mean 0, at least one.</param>
    /// <param name="components">How many, at least 1.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The rows have fewer independent directions.</exception>
    public static Pca Fit(double[][] rows, int components, CancellationToken stop = default)
    {
        Require(components, rows.Length, rows[0].Length);
        var svd = TruncatedSvd.Fit(rows, new TruncatedSvdOptions { Components = components }, stop: stop);
        if (svd.SingularValues.Length < components) throw TooMany(components, svd.SingularValues.Length, rows.Length);
        double squares = svd.SingularValues.Sum(value => value * value);
        double scale = Math.Sqrt(components * (double)rows.Length / squares);
        return new Pca([.. svd.Right.Select(row => Array.ConvertAll(row, value => (float)(value * scale)))]);
    }

    /// <summary>Rows with mean 0 in every column.</summary>
    public static double[][] Centred(double[][] rows)
    {
        double[] means = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Average(row => row[column]))];
        return [.. rows.Select(row => row.Select((value, column) => value - means[column]).ToArray())];
    }

    /// <summary>Whether so many components can be had; known before the work that makes the rows.</summary>
    /// <exception cref="BadInputException">There are fewer directions.</exception>
    public static void Require(int components, int rows, int columns = int.MaxValue)
    {
        // Less one, which the mean takes.
        int most = Math.Min(rows - 1, columns);
        if (components > most) throw TooMany(components, most, rows);
    }

    /// <summary>The components of one row.</summary>
    public float[] Apply(ReadOnlySpan<float> row)
    {
        var values = new float[Directions[0].Length];
        for (int column = 0; column < row.Length; column++) TensorPrimitives.MultiplyAdd(Directions[column], row[column], values, values);
        return values;
    }

    /// <summary>The directions as tensor <c>components</c>, float32, columns x components.</summary>
    public IEnumerable<KeyValuePair<string, StoredTensor>> Tensors() =>
        [new(Tensor, StoredTensor.Of([.. Directions.SelectMany(row => row)], Directions.Length, Directions[0].Length))];

    /// <summary>Reads what <see cref="Tensors"/> gave.</summary>
    /// <param name="file">Where they are.</param>
    /// <param name="columns">Columns of the rows.</param>
    /// <exception cref="BadInputException">The tensor is missing or damaged.</exception>
    public static Pca Read(SafetensorsFile file, int columns)
    {
        const string Remedy = "extract the features again, or copy the file again";
        float[] values = [.. Fitted.Values<float>(file, Tensor, Remedy)];
        bool sound = values.Length > 0 && values.Length % columns == 0 && Array.TrueForAll(values, float.IsFinite);
        return sound
            ? new Pca([.. values.Chunk(values.Length / columns)])
            : throw new BadInputException("its components are damaged", Remedy, file.Path);
    }

    private static BadInputException TooMany(int wanted, int most, int rows) => new(
        $"{wanted} principal components are wanted of {rows} training turns with {most} independent directions",
        most < 1 ? "leave out --pca" : $"take --pca {most} or less, or leave it out");
}
