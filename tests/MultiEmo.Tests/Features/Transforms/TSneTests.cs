using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Tests.House;

namespace MultiEmo.Tests.Features.Transforms;

/// <summary>Layouts against the numbers of scikit-learn that tests/generators/neighbours.py wrote.</summary>
public class TSneTests
{
    private static readonly JsonNode Numbers = JsonNode.Parse(File.ReadAllText(
        Path.Combine(SourceTree.Root, "tests", "MultiEmo.Tests", "Features", "Transforms", "neighbours.json")))!;

    private static double Perplexity => Numbers["perplexity"]!.GetValue<double>();

    [Fact]
    public void Neighbours_are_scikit_learns()
    {
        double[][] expected = Matrix("joint");

        double[][] joint = TSneNeighbours.Of(Matrix("rows"), Perplexity);

        double least = 1e-6 * expected.Max(row => row.Max());
        for (int i = 0; i < joint.Length; i++)
            for (int j = 0; j < joint.Length; j++) Assert.Equal(expected[i][j], joint[i][j], least + 1e-4 * expected[i][j]);
        Assert.Equal(1, joint.Sum(row => row.Sum()), 1e-9);
    }

    [Fact]
    public void The_divergence_of_a_layout_is_scikit_learns() =>
        Assert.Equal(Numbers["divergence"]!.GetValue<double>(), TSne.Divergence(Matrix("rows"), Matrix("points"), Perplexity), 1e-4);

    [Fact]
    public void A_layout_is_as_near_to_the_rows_as_scikit_learns_and_repeats()
    {
        double[][] rows = Matrix("rows");
        var options = new TSneOptions { Perplexity = Perplexity };

        double[][] points = TSne.Fit(rows, options, TestContext.Current.CancellationToken);

        Assert.InRange(TSne.Divergence(rows, points, Perplexity), 0, 1.02 * Numbers["divergence"]!.GetValue<double>());
        double[][] again = TSne.Fit(rows, options, TestContext.Current.CancellationToken);
        Assert.Equal(points[0], again[0]);
        Assert.Equal(points[1], again[1]);
    }

    [Fact]
    public void Rows_of_one_kind_lie_together()
    {
        var chance = new Random(3);
        double[] Row(int i) => [.. Enumerable.Range(0, 20).Select(d => (d % 3 == i % 3 ? 6 : 0) + chance.NextDouble())];
        double[][] rows = [.. Enumerable.Range(0, 90).Select(Row)];

        double[][] points = TSne.Fit(rows, stop: TestContext.Current.CancellationToken);

        double Squares(int a, int b) => Math.Pow(points[0][a] - points[0][b], 2) + Math.Pow(points[1][a] - points[1][b], 2);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(i % 3, Enumerable.Range(0, rows.Length).Where(j => j != i).MinBy(j => Squares(i, j)) % 3);
    }

    [Fact]
    public void Points_that_lie_upon_each_other_stay_finite()
    {
        double[][] rows = [.. Enumerable.Range(0, 12).Select(i => new[] { i % 3.0, i % 2.0, 1 })];

        double[][] points = TSne.Fit(rows, stop: TestContext.Current.CancellationToken);

        Assert.All(points.SelectMany(axis => axis), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Too_few_rows_are_refused() => Assert.Throws<BadInputException>(() =>
        TSne.Fit([[1.0, 2], [3, 4], [5, 7], [6, 8]], stop: TestContext.Current.CancellationToken));

    private static double[][] Matrix(string name) =>
        [.. Numbers[name]!.AsArray().Select(row => row!.AsArray().Select(value => value!.GetValue<double>()).ToArray())];
}
