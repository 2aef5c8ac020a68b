using System.Globalization;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Tests.Evaluation;

/// <summary>An experiment's tables hold the same numbers in every form.</summary>
public class ExperimentTablesTests
{
    private static readonly string[] Labels = ["joy", "anger", "rare_one"];

    private static readonly ExperimentTables Tables = new("a & b", "meld", [
        new("all_in, one", new SeedSummary([1, 2], [Of([8, 2, 0], [1, 7, 2], [1, 0, 1]), Of([9, 1, 0], [2, 8, 0], [0, 1, 1])]))
        {
            Note = "A | note.",
        },
        new("lost", null) { Note = "Failed: too fast." }], PublishedResults.OfModalities[0]);

    private static SeedSummary Summary => Tables.Rows[0].Summary!;

    [Fact]
    public void Minority_classes_have_less_than_two_thirds_of_an_even_share()
    {
        Assert.Equal(["rare_one"], ExperimentMeasures.MinorityClasses(Summary));
        double[] f1 = [.. Summary.Runs.Select(run => run.PerClass[2].F1)];
        var minority = ExperimentMeasures.Of(Summary)[ExperimentMeasures.Names.ToList().IndexOf("minority F1")]!;
        Assert.Equal(f1.Average(), minority.Mean, 1e-15);
        Assert.Equal(Math.Abs(f1[0] - f1[1]) / Math.Sqrt(2), minority.Deviation!.Value, 1e-15);
    }

    [Fact]
    public void Without_a_small_class_there_is_no_minority_F1()
    {
        var even = new SeedSummary([1], [Of([3, 1, 0], [0, 4, 0], [0, 0, 4])]);
        Assert.Null(ExperimentMeasures.Of(even)[1]);
        Assert.Contains(": there is none", new ExperimentTables("x", "y", [new("a", even)], null).ToMarkdown());
    }

    [Fact]
    public void CSV_holds_fractions_that_read_back()
    {
        string[] lines = Tables.ToCsv().Split('\n');
        Assert.Equal("name,seeds,weighted F1,weighted F1 sd", string.Join(',', lines[0].Split(',')[..4]));
        Assert.StartsWith("\"all_in, one\",2,", lines[1]);
        string[] cells = lines[1]["\"all_in, one\",".Length..].Split(',');
        Assert.Equal(Summary.WeightedF1.Mean, double.Parse(cells[1], CultureInfo.InvariantCulture));
        Assert.Equal(Summary.WeightedF1.Deviation!.Value, double.Parse(cells[2], CultureInfo.InvariantCulture));
        Assert.Equal(lines[0].Count(c => c == ','), lines[2].Count(c => c == ','));
        Assert.StartsWith("lost,0,,", lines[2]);
    }

    [Fact]
    public void Markdown_tells_notes_and_marks_what_was_published()
    {
        string page = Tables.ToMarkdown();
        Assert.Contains($"| all_in, one | {Summary.WeightedF1} |", page);
        Assert.Contains("- all_in, one: A \\| note.", page);
        Assert.Contains("- lost: Failed: too fast.", page);
        Assert.DoesNotContain("| lost |", page);
        Assert.Contains("| text + audio (published) | 64.21 | - | - |", page);
        Assert.Contains("not comparable", page);
        Assert.Contains("(rare_one)", page);
    }

    [Fact]
    public void LaTeX_escapes_what_it_must()
    {
        string table = Tables.ToLatex();
        Assert.Contains("all\\_in, one & ", table);
        Assert.Contains("rare\\_one \\\\", table);
        Assert.Contains(Summary.WeightedF1.ToString().Replace("±", "$\\pm$"), table);
        Assert.DoesNotContain("lost", table);
    }

    [Fact]
    public void JSON_holds_every_seed()
    {
        var json = Tables.ToJson();
        Assert.Equal(Summary.Runs[1].WeightedF1, (double)json["cells"]![0]!["scores"]!["per_seed"]!["2"]!["weighted_f1"]!);
        Assert.Null(json["cells"]![1]!["scores"]);
        Assert.Equal("rare_one", (string)json["minority"]![0]!);
    }

    private static Metrics Of(params int[][] rows)
    {
        var matrix = new ConfusionMatrix(Labels);
        for (int truth = 0; truth < rows.Length; truth++)
            for (int prediction = 0; prediction < rows.Length; prediction++) matrix.Add(truth, prediction, rows[truth][prediction]);
        return new Metrics(matrix);
    }
}
