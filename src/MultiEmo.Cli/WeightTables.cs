using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Storage.Weights;
using Spectre.Console;

namespace MultiEmo.Cli;

/// <summary>The catalogue of weights as a table.</summary>
internal static class WeightTables
{
    private const double Mebi = 1 << 20;

    /// <summary>Prints the catalogue, what of it is here, and where it was looked for.</summary>
    public static void Print(string? folder, WeightFolders folders)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("name", "for", "licence", "size", "here");
        foreach (var weights in WeightCatalogue.All)
            table.Add(weights.Name, weights.Purpose, weights.Licence, Size(weights), Here(weights, folder, folders));
        Screen.Table(table);
        foreach (string place in folders.InOrder(folder)) Screen.Line($"looked in {place}");
    }

    /// <summary>A state in a word.</summary>
    public static string Word(WeightState state) => state switch
    {
        WeightState.Same => "ok",
        WeightState.Changed => "changed",
        WeightState.Unrecorded => "unrecorded",
        WeightState.Unfinished => "unfinished",
        _ => "missing",
    };

    // Only what the publisher states.
    private static string Size(CataloguedWeights weights)
    {
        double?[] sizes = [.. weights.Files.Select(file => file.Size / Mebi ?? file.Mebibytes)];
        return sizes.Contains(null) ? "" : string.Create(CultureInfo.InvariantCulture, $"{sizes.Sum():0.0} MiB");
    }

    private static string Here(CataloguedWeights weights, string? folder, WeightFolders folders)
    {
        int here = weights.Files.Count(file => WeightStore.Locate(weights.Name, file.Name, folder, folders) is not null);
        return here == weights.Files.Count ? "yes" : here == 0 ? "no" : $"{here} of {weights.Files.Count}";
    }
}
