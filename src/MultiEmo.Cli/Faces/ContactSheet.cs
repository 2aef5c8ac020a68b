using System.Globalization;
using System.Runtime.InteropServices;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Storage;
using SkiaSharp;

namespace MultiEmo.Cli.Faces;

/// <summary>A picture of the frames that were looked at, with the faces' boxes and landmarks; of many frames, some evenly among them.</summary>
/// <param name="frames">How many frames will come.</param>
internal sealed class ContactSheet(int frames) : IDisposable
{
    private const int Most = 60, Gap = 6, WidestSheet = 1800, WidestAlone = 1600, WidestTile = 480;
    private static readonly SKColor Box = new(0x2E, 0xCC, 0x71), Point = new(0xFF, 0xD1, 0x40), Behind = new(0x18, 0x18, 0x1C);
    private readonly List<SKBitmap> tiles = [];
    private int seen;

    /// <summary>Draws a frame if it is among those that are shown.</summary>
    public void Add(Frame frame, IReadOnlyList<Face> faces)
    {
        int place = seen++;
        if (frames > Most && place * Most / frames == (place - 1) * Most / frames && place > 0) return;
        tiles.Add(Tile(frame, faces));
    }

    /// <summary>Writes the sheet as PNG, whole or not at all.</summary>
    public void Write(string path)
    {
        int columns = Math.Clamp((WidestSheet + Gap) / (tiles[0].Width + Gap), 1, (int)Math.Ceiling(Math.Sqrt(tiles.Count * 1.5)));
        int rows = (tiles.Count + columns - 1) / columns, width = tiles[0].Width + Gap, height = tiles[0].Height + Gap;
        using var sheet = new SKBitmap(Math.Min(columns, tiles.Count) * width + Gap, rows * height + Gap);
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(Behind);
        for (int i = 0; i < tiles.Count; i++) canvas.DrawBitmap(tiles[i], Gap + i % columns * width, Gap + i / columns * height);
        canvas.Flush();
        using var data = sheet.Encode(SKEncodedImageFormat.Png, 100);
        AtomicFile.Write(path, data.SaveTo);
    }

    /// <inheritdoc/>
    public void Dispose() => tiles.ForEach(tile => tile.Dispose());

    private SKBitmap Tile(Frame frame, IReadOnlyList<Face> faces)
    {
        using var whole = Bitmap(frame);
        float scale = Math.Min(1f, (frames == 1 ? WidestAlone : WidestTile) / (float)Math.Max(frame.Width, frame.Height));
        var tile = new SKBitmap(Math.Max(1, (int)(frame.Width * scale)), Math.Max(1, (int)(frame.Height * scale)));
        using var canvas = new SKCanvas(tile);
        using var picture = SKImage.FromBitmap(whole);
        canvas.DrawImage(picture, SKRect.Create(tile.Width, tile.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        foreach (var face in faces) Draw(canvas, face, scale);
        if (frames > 1) PixelDigits.Draw(canvas, frame.Time.ToString("0.00", CultureInfo.InvariantCulture), 4, 4);
        return tile;
    }

    private static void Draw(SKCanvas canvas, Face face, float scale)
    {
        using var line = new SKPaint { Color = Box, Style = SKPaintStyle.Stroke, StrokeWidth = 2, IsAntialias = true };
        using var dot = new SKPaint { Color = Point, IsAntialias = true };
        var box = new SKRect(face.Box.Left * scale, face.Box.Top * scale, face.Box.Right * scale, face.Box.Bottom * scale);
        canvas.DrawRect(box, line);
        float radius = Math.Clamp(box.Width / 30, 1, 5);
        foreach (var point in face.Landmarks) canvas.DrawCircle(point.X * scale, point.Y * scale, radius, dot);
        PixelDigits.Draw(canvas, face.Probability.ToString("0.00", CultureInfo.InvariantCulture), box.Left, box.Bottom + 2);
    }

    private static SKBitmap Bitmap(Frame frame)
    {
        var rows = new byte[frame.Width * frame.Height * 4];
        for (int pixel = 0; pixel < frame.Width * frame.Height; pixel++)
        {
            frame.Pixels.AsSpan(pixel * 3, 3).CopyTo(rows.AsSpan(pixel * 4));
            rows[pixel * 4 + 3] = byte.MaxValue;
        }
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(rows, 0, bitmap.GetPixels(), rows.Length);
        return bitmap;
    }
}
