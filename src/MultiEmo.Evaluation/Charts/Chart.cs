using System.Text;
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

    /// <summary>The drawing as an SVG document.</summary>
    public string Svg()
    {
        // The first time, plots are drawn, their axes settled, and drawn again upon that.
        using (var nowhere = new SKNoDrawCanvas(Size.Width, Size.Height)) Draw(nowhere);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Size.Width, Size.Height), stream)) Draw(canvas);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Draw(SKCanvas canvas) => panels.Render(canvas, new PixelRect(0, Size.Width, Size.Height, 0));
}
