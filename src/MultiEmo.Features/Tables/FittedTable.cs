using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Tables;

/// <summary>What training rows say of a table's columns: their statistics, and which have blanks that need an indicator.</summary>
/// <param name="Columns">The columns' names, in the order of the first values of a vector.</param>
/// <param name="Indicators">
/// Columns with blanks in training, each followed up by a value 1 (blank) or 0 after the columns; columns that are blank together share one.
/// </param>
/// <param name="Statistics">Mean and deviation of each column.</param>
/// <param name="Clip">Values are cut at so many deviations from the mean; null keeps them.</param>
public sealed record FittedTable(IReadOnlyList<string> Columns, IReadOnlyList<int> Indicators, Standardize Statistics, double? Clip)
{
    private const string Remedy = "extract the features again, or copy the file again";

    /// <summary>The number of values per row: columns and indicators.</summary>
    public int Width => Columns.Count + Indicators.Count;

    /// <summary>Name of the fitted file of a feature file.</summary>
    /// <param name="name">The name of the feature file.</param>
    public static string FileOf(string name) => $"{name}.fitted.safetensors";

    /// <summary>Measures training rows.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">At least one; NaN is blank.</param>
    /// <param name="clip">See <see cref="Clip"/>.</param>
    public static FittedTable Fit(IReadOnlyList<string> columns, IReadOnlyList<double[]> rows, double? clip = null)
    {
        var blanks = Enumerable.Range(0, columns.Count)
            .Select(column => (Column: column, Blank: string.Concat(rows.Select(row => double.IsNaN(row[column]) ? '1' : '0'))))
            .Where(column => column.Blank.Contains('1'));
        int[] indicators = [.. blanks.DistinctBy(column => column.Blank).Select(column => column.Column)];
        return new FittedTable(columns, indicators, Standardize.Fit(rows), clip);
    }

    /// <summary>The vector of a row.</summary>
    /// <param name="values">A value per column; NaN is blank.</param>
    public float[] Transform(double[] values)
    {
        float limit = (float)(Clip ?? float.MaxValue);
        var standard = values.Select((value, column) => Math.Clamp(Statistics.Apply(column, value), -limit, limit));
        return [.. standard, .. Indicators.Select(column => double.IsNaN(values[column]) ? 1f : 0f)];
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Save(string path)
    {
        var parts = new Parts(Columns, Indicators, Clip);
        Safetensors.Write(path, Statistics.Tensors(), new Dictionary<string, string> { ["table"] = JsonSerializer.Serialize(parts, Json.Options) });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="BadInputException">No such file, or another content.</exception>
    public static FittedTable Load(string path)
    {
        var file = Safetensors.Read(path);
        var (parts, statistics) = (ReadParts(file), Standardize.Read(file));
        bool sound = parts.Columns.Count == statistics.Mean.Count && parts.Indicators.All(column => column >= 0 && column < parts.Columns.Count);
        return sound ? new FittedTable(parts.Columns, parts.Indicators, statistics, parts.Clip) : throw Damaged(path);
    }

    private static Parts ReadParts(SafetensorsFile file)
    {
        try
        {
            return JsonSerializer.Deserialize<Parts>(file.Metadata.GetValueOrDefault("table", ""), Json.Options) ?? throw Damaged(file.Path);
        }
        catch (JsonException)
        {
            throw Damaged(file.Path);
        }
    }

    private static BadInputException Damaged(string path) => new("holds no statistics of a table, or damaged ones", Remedy, path);

    private sealed record Parts(IReadOnlyList<string> Columns, IReadOnlyList<int> Indicators, double? Clip);
}
