using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using SkiaSharp;

namespace MultiEmo.Cli.Faces;

/// <summary>Photographs and drawings as files: JPEG, PNG, WebP, BMP. No ffmpeg is needed for them.</summary>
internal static class PictureFile
{
    private const int Channels = 3;

    // SkiaSharp takes other files for pictures too: an MPEG stream begins as a WBMP does.
    private static readonly SKEncodedImageFormat[] Known =
        [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp, SKEncodedImageFormat.Bmp];

    /// <summary>Reads a picture, upright as the camera says; null when the file is none, or moves.</summary>
    /// <exception cref="BadInputException">It is damaged, or larger than is read.</exception>
    public static Frame? TryRead(string path)
    {
        if (!File.Exists(path)) return null;
        using var codec = SKCodec.Create(path);
        if (codec is null || codec.FrameCount > 1 || !Known.Contains(codec.EncodedFormat)) return null;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        if (Math.Max(info.Width, info.Height) > VideoInfo.MostPixelsOfSide || (long)info.Width * info.Height > VideoInfo.MostPixels)
            throw new BadInputException($"has {info.Width} x {info.Height} pixels, more than are read", "make it smaller", path);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) is not SKCodecResult.Success and var result)
            throw new BadInputException($"is a damaged picture ({result})", "copy or save it again", path);
        using var upright = Upright(bitmap, codec.EncodedOrigin);
        return new Frame(upright.Width, upright.Height, Colours(upright));
    }

    /// <summary>Pixels as a small JPEG file.</summary>
    /// <param name="pixels">Red, green and blue of each, row after row.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    public static byte[] Jpeg(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var colours = new SKColor[width * height];
        for (int i = 0, at = 0; i < colours.Length; i++, at += Channels) colours[i] = new SKColor(pixels[at], pixels[at + 1], pixels[at + 2]);
        bitmap.Pixels = colours;
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }

    // Red, green and blue without the fourth byte.
    private static byte[] Colours(SKBitmap bitmap)
    {
        var from = bitmap.GetPixelSpan();
        var pixels = new byte[bitmap.Width * bitmap.Height * Channels];
        for (int pixel = 0; pixel < bitmap.Width * bitmap.Height; pixel++)
            from.Slice(pixel * bitmap.BytesPerPixel, Channels).CopyTo(pixels.AsSpan(pixel * Channels));
        return pixels;
    }

    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        bool lies = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(bitmap.Info.WithSize(lies ? bitmap.Height : bitmap.Width, lies ? bitmap.Width : bitmap.Height));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(Turn(origin, upright.Width, upright.Height));
        canvas.DrawBitmap(bitmap, 0, 0);
        return upright;
    }

    // From the stored picture to the upright one, which has this width and height.
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
