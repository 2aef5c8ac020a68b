using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Features.Tables;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>What corpus.json keeps of how features were made.</summary>
internal static class FeatureSettings
{
    /// <summary>The settings of text features.</summary>
    public static Dictionary<string, string> Of(TfidfExtractorOptions options) => new()
    {
        ["word_grams"] = $"1-{options.Terms.LongestWordGram}",
        ["character_grams"] = $"{options.Terms.ShortestCharacterGram}-{options.Terms.LongestCharacterGram}",
        ["min_document_frequency"] = Number(options.Terms.MinDocumentFrequency),
        ["sublinear_counts"] = options.Terms.SublinearCounts ? "true" : "false",
        ["word_weight"] = Number(options.Terms.WordWeight),
        ["character_weight"] = Number(options.Terms.CharacterWeight),
        ["components"] = Number(options.Reduction.Components),
        ["iterations"] = Number(options.Reduction.Iterations),
        ["seed"] = Number(options.Reduction.Seed),
        ["whitening"] = Number(options.Whitening),
        ["fitted_on"] = Split.Train.Name(),
    };

    /// <summary>The settings of table features: columns, counts of what was left over, hashes of the tables.</summary>
    public static Dictionary<string, string> Of(TableFeatures table)
    {
        var settings = new Dictionary<string, string>
        {
            ["columns"] = string.Join(',', table.Fitted.Columns),
            ["indicators"] = string.Join(',', table.Fitted.Indicators.Select(column => table.Fitted.Columns[column])),
            ["clip"] = table.Fitted.Clip is { } clip ? Number(clip) : "none",
            ["rows:absent"] = Number(table.Absent),
            ["rows:ignored"] = Number(table.Ignored),
            ["fitted_on"] = Split.Train.Name(),
        };
        foreach (string file in table.Files) settings[$"rows:sha256:{Path.GetFileName(file)}"] = InputFile.Sha256(file);
        return settings;
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
