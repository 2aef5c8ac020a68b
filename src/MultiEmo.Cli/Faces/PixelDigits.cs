using SkiaSharp;

namespace MultiEmo.Cli.Faces;

/// <summary>Numbers drawn of squares: no font is needed on the machine.</summary>
internal static class PixelDigits
{
    private const int Rows = 5, Columns = 3;
    private const float Square = 2;

    // Five rows of three squares.
    private static readonly Dictionary<char, string> Shapes = new()
    {
        ['0'] = "####.##.##.####",
        ['1'] = ".#.##..#..#.###",
        ['2'] = "###..#####..###",
        ['3'] = "###..####..####",
        ['4'] = "#.##.####..#..#",
        ['5'] = "####..###..####",
        ['6'] = "####..####.####",
        ['7'] = "###..#..#..#..#",
        ['8'] = "####.#####.####",
        ['9'] = "####.####..####",
        ['.'] = ".............#.",
    };

    /// <summary>Draws digits and points on a dark ground.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="number">The number as text.</param>
    /// <param name="left">The left edge.</param>
    /// <param name="top">The upper edge.</param>
    public static void Draw(SKCanvas canvas, string number, float left, float top)
    {
        using var ground = new SKPaint { Color = new SKColor(0, 0, 0, 170) };
        using var bright = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(left, top, (number.Length * (Columns + 1) + 1) * Square, (Rows + 2) * Square, ground);
        for (int i = 0; i < number.Length; i++) Draw(canvas, Shapes[number[i]], left + (i * (Columns + 1) + 1) * Square, top + Square, bright);
    }

    private static void Draw(SKCanvas canvas, string shape, float left, float top, SKPaint paint)
    {
        for (int place = 0; place < shape.Length; place++)
            if (shape[place] == '#') canvas.DrawRect(left + place % Columns * Square, top + place / Columns * Square, Square, Square, paint);
    }
}
