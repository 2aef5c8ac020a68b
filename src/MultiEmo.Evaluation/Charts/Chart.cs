using System.Xml.Linq;
using ScottPlot;
using SkiaSharp;

namespace MultiEmo.Evaluation.Charts;

/// <summary>Width and height of a drawing.</summary>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
public readonly record struct ChartSize(int Width, int Height);

/// <summary>A drawing for print and screen: SVG, or PNG with two pixels for each of its points.</summary>
public sealed class Chart
{
    private const float PixelsPerPoint = 2;
    private readonly Multiplot panels;

    /// <summary>A drawing of plots that lie as the layout says.</summary>
    internal Chart(string description, ChartSize size, IMultiplotLayout layout, IReadOnlyList<Plot> plots)
    {
        (Description, Size) = (description, size);
        panels = new Multiplot { Layout = layout };
        panels.Subplots.RemoveAt(0);
        foreach (var plot in plots) panels.AddPlot(plot);
    }

    /// <summary>A drawing of one plot.</summary>
    internal Chart(string description, ChartSize size, Plot plot)
        : this(description, size, new ScottPlot.MultiplotLayouts.Grid(1, 1), [plot])
    {
    }

    /// <summary>What is to be seen, a sentence for those who do not see it.</summary>
    public string Description { get; }

    /// <summary>Width and height.</summary>
    public ChartSize Size { get; }

    /// <summary>The drawing as a PNG file.</summary>
    public byte[] Png()
    {
        var info = new SKImageInfo((int)(Size.Width * PixelsPerPoint), (int)(Size.Height * PixelsPerPoint));
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PixelsPerPoint);
        Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The drawing as an SVG document that scales, with its description as title.</summary>
    public string Svg()
    {
        Settle();
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Size.Width, Size.Height), stream)) Draw(canvas);
        stream.Position = 0;
        var document = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        var root = document.Root!;
        root.SetAttributeValue("viewBox", $"0 0 {Size.Width} {Size.Height}");
        root.SetAttributeValue("role", "img");
        root.AddFirst(new XElement(root.Name.Namespace + "title", Description));
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    // A plot that is drawn for the first time is drawn again at once, when it knows how much room its letters take.
    private void Settle()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Size.Width, Size.Height));
        Draw(surface.Canvas);
    }

    private void Draw(SKCanvas canvas) => panels.Render(canvas, new PixelRect(0, Size.Width, Size.Height, 0));
}
