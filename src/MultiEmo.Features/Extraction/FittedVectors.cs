using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features.Tables;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>What was fitted on the training vectors: statistics of their columns, then principal components; none, the first or both.</summary>
/// <param name="Statistics">Mean and deviation.</param>
/// <param name="Reduction">The components.</param>
/// <param name="Width">Values of a vector once both are applied.</param>
public sealed record FittedVectors(Standardize? Statistics, Pca? Reduction, int Width)
{
    /// <summary>In the place of both, where values may be blank: as the columns of a table.</summary>
    public FittedTable? Table { get; private init; }

    /// <summary>Whether anything was fitted.</summary>
    public bool IsAny => Statistics is not null || Table is not null;

    /// <summary>Fits on training vectors, and on nothing else.</summary>
    /// <param name="wanted">What.</param>
    /// <param name="training">At least one vector, all of one width; used up.</param>
    /// <param name="names">Names of the values.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The vectors have fewer independent directions than components are wanted.</exception>
    public static FittedVectors Fit(
        VectorFit wanted, IReadOnlyList<double[]> training, IReadOnlyList<string> names, CancellationToken stop)
    {
        if (wanted.Blanks) return Of(FittedTable.Fit(names, training));
        if (!wanted.Standardized) return new FittedVectors(null, null, training[0].Length);
        var statistics = Standardize.Fit(training);
        if (wanted.Components is not { } components) return new FittedVectors(statistics, null, training[0].Length);
        double[][] standard = [.. training.Select(row => Array.ConvertAll(Apply(statistics, Array.ConvertAll(row, v => (float)v)), v => (double)v))];
        return new FittedVectors(statistics, Pca.Fit(standard, components, stop), components);
    }

    /// <summary>The matrix of the turns' vectors; null is an absent turn.</summary>
    public FeatureMatrix Apply(IReadOnlyList<float[]?> rows)
    {
        var matrix = new FeatureMatrix(new float[rows.Count * Width], [.. rows.Select(row => row is not null)], Width);
        Parallel.For(0, rows.Count, row =>
        {
            if (rows[row] is { } values) Apply(values).CopyTo(matrix.Values.AsSpan(row * Width, Width));
        });
        return matrix;
    }

    /// <summary>Writes what was fitted.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Save(string path, string extractor, IReadOnlyList<string> names)
    {
        if (Table is not null)
        {
            Table.Save(path);
            return;
        }
        var metadata = new Dictionary<string, string> { ["set"] = extractor };
        if (names.Count > 0) metadata["names"] = JsonSerializer.Serialize(names);
        Safetensors.Write(path, [.. Statistics!.Tensors(), .. Reduction?.Tensors() ?? []], metadata);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Values of a vector once all is applied.</param>
    /// <exception cref="BadInputException">No such file, a damaged one, or one for vectors of another width.</exception>
    public static FittedVectors Load(string path, int width)
    {
        var file = Safetensors.Read(path);
        var statistics = Standardize.Read(file);
        var reduction = file.Tensors.ContainsKey(Pca.Tensor) ? Pca.Read(file, statistics.Mean.Count) : null;
        int found = reduction?.Directions[0].Length ?? statistics.Mean.Count;
        if (found == width) return new FittedVectors(statistics, reduction, width);
        throw new BadInputException($"is for vectors of {found} values, not {width}", "extract the features again and train again", path);
    }

    /// <summary>What was fitted on a table.</summary>
    public static FittedVectors Of(FittedTable table) => new(null, null, table.Width) { Table = table };

    private static float[] Apply(Standardize statistics, float[] row) => [.. row.Select((value, column) => statistics.Apply(column, value))];

    private float[] Apply(float[] row)
    {
        if (Statistics is not null && row.Length != Statistics.Mean.Count)
            throw new BadInputException($"a vector has {row.Length} values, and {Statistics.Mean.Count} were learnt from",
                "extract the features again and train again");
        if (Table is not null) return Table.Transform(Array.ConvertAll(row, value => (double)value));
        float[] standard = Statistics is null ? row : Apply(Statistics, row);
        return Reduction is null ? standard : Reduction.Apply(standard);
    }
}
