using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Tests.Evaluation.Charts;

/// <summary>A text of a chart's SVG, and the four corners of about where it stands.</summary>
public sealed partial record DrawnText(string Words, IReadOnlyList<Vector2> Corners)
{
    // Of the size of the letters: how far they reach above and below their line, and how wide one is at least.
    private const float Above = 0.62f, Below = 0.08f, Narrow = 0.35f;

    /// <summary>All texts of a chart.</summary>
    public static IReadOnlyList<DrawnText> Of(Chart chart) =>
        [.. XDocument.Parse(chart.Svg()).Descendants().Where(element => element.Name.LocalName == "text").Select(Read)];

    /// <summary>Whether two texts lie over each other.</summary>
    public bool Overlaps(DrawnText other)
    {
        foreach (var axis in Axes(this).Concat(Axes(other)))
        {
            float[] own = [.. Corners.Select(corner => Vector2.Dot(corner, axis))];
            float[] others = [.. other.Corners.Select(corner => Vector2.Dot(corner, axis))];
            if (own.Max() <= others.Min() || others.Max() <= own.Min()) return false;
        }
        return true;
    }

    /// <summary>Whether it lies on the paper as a whole.</summary>
    public bool Within(ChartSize size) => Corners.All(corner => corner.X >= 0 && corner.Y >= 0 && corner.X <= size.Width && corner.Y <= size.Height);

    private static IEnumerable<Vector2> Axes(DrawnText text) =>
        [Vector2.Normalize(text.Corners[1] - text.Corners[0]), Vector2.Normalize(text.Corners[3] - text.Corners[0])];

    private static DrawnText Read(XElement element)
    {
        float size = Numbers((string?)element.Attribute("font-size") ?? "16")[0];
        float[] across = Numbers((string?)element.Attribute("x") ?? "0"), down = Numbers((string?)element.Attribute("y") ?? "0");
        float left = across[0], right = across[^1] + Narrow * size, top = down[0] - Above * size, bottom = down[0] + Below * size;
        var place = Place((string?)element.Attribute("transform") ?? "");
        Vector2[] corners = [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
        return new(element.Value.Trim(), [.. corners.Select(corner => Vector2.Transform(corner, place))]);
    }

    private static Matrix3x2 Place(string transform)
    {
        var place = Matrix3x2.Identity;
        foreach (Match step in Steps().Matches(transform))
        {
            float[] v = Numbers(step.Groups[2].Value);
            var one = step.Groups[1].Value switch
            {
                "translate" => Matrix3x2.CreateTranslation(v[0], v.Length > 1 ? v[1] : 0),
                "rotate" => Matrix3x2.CreateRotation(v[0] * MathF.PI / 180),
                "scale" => Matrix3x2.CreateScale(v[0], v.Length > 1 ? v[1] : v[0]),
                "matrix" => new Matrix3x2(v[0], v[1], v[2], v[3], v[4], v[5]),
                var unknown => throw new NotSupportedException(unknown),
            };
            place = one * place;
        }
        return place;
    }

    private static float[] Numbers(string text) =>
        [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"([a-z]+)\(([^)]*)\)")]
    private static partial Regex Steps();
}
