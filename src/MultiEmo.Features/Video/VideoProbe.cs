using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>Reads what ffprobe tells about a file.</summary>
/// <param name="path">The file.</param>
/// <param name="container">Its kind.</param>
/// <param name="json">What it wrote.</param>
/// <param name="complaint">What it complained about.</param>
internal sealed class VideoProbe(string path, string container, byte[] json, string? complaint)
{
    /// <summary>The facts.</summary>
    /// <exception cref="BadInputException">There is nothing in the file, or its pictures are too large.</exception>
    public VideoInfo Read()
    {
        var root = Root();
        JsonNode[] streams = [.. (root["streams"] as JsonArray ?? []).OfType<JsonNode>()];
        double start = Seconds(root["format"]?["start_time"]) ?? 0;
        var picture = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video" && Number(stream["disposition"]?["attached_pic"]) != 1);
        var sounds = streams.Where(stream => Text(stream, "codec_type") == "audio").Select(stream => Sound(stream, start));
        return new VideoInfo(path, container, start, Seconds(root["format"]?["duration"]),
            picture is null ? null : Picture(picture, start), [.. sounds]);
    }

    private JsonNode Root()
    {
        try
        {
            return JsonNode.Parse(json) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new BadInputException("cannot be read: ffprobe tells nothing of it", "copy or convert it again", path, inner: fault);
        }
    }

    private VideoTrack Picture(JsonNode stream, double start)
    {
        int width = (int)(Number(stream["width"]) ?? 0), height = (int)(Number(stream["height"]) ?? 0);
        CheckSize(width, height);
        int rotation = Rotation(stream);
        bool turned = Math.Abs(Math.Abs(rotation % 180) - 90) < 1;
        return new VideoTrack((int)Number(stream["index"])!, Text(stream, "codec_name"), turned ? height : width, turned ? width : height)
        {
            Rotation = rotation,
            PixelAspect = Ratio(stream, "sample_aspect_ratio", ':') ?? 1,
            AverageRate = Ratio(stream, "avg_frame_rate", '/'),
            RealRate = Ratio(stream, "r_frame_rate", '/'),
            Frames = Number(stream["nb_frames"]),
            Start = (Seconds(stream["start_time"]) ?? start) - start,
            Duration = Seconds(stream["duration"]),
            Tick = Ratio(stream, "time_base", '/') ?? throw new BadInputException("has pictures without times", "convert it to mp4", path),
            IsReordered = Number(stream["has_b_frames"]) > 0,
        };
    }

    private void CheckSize(int width, int height)
    {
        if (width <= 0 || height <= 0)
            throw new BadInputException($"has pictures that cannot be decoded: {complaint ?? "an unknown codec"}", "copy or convert it again", path);
        if (Math.Max(width, height) <= VideoInfo.MostPixelsOfSide && (long)width * height <= VideoInfo.MostPixels) return;
        throw new BadInputException($"has pictures of {width} x {height} pixels, more than the {VideoInfo.MostPixels >> 20} Mi, "
            + $"or {VideoInfo.MostPixelsOfSide} a side, that are read", "make it smaller: ffmpeg -i FILE -vf scale=1920:-2 SMALLER.mp4", path);
    }

    private static SoundTrack Sound(JsonNode stream, double start) => new(
        (int)Number(stream["index"])!, Text(stream, "codec_name"), (int)(Number(stream["sample_rate"]) ?? 0), (int)(Number(stream["channels"]) ?? 0),
        (Seconds(stream["start_time"]) ?? start) - start, Seconds(stream["duration"]));

    private static int Rotation(JsonNode stream)
    {
        var sides = (stream["side_data_list"] as JsonArray ?? []).Select(side => Number(side?["rotation"]));
        return (int)((sides.FirstOrDefault(rotation => rotation is not null) ?? 0) % 360);
    }

    private static string Text(JsonNode stream, string name) => stream[name]?.ToString() ?? "";

    // ffprobe writes some numbers as texts, and N/A where it knows none.
    private static double? Seconds(JsonNode? node)
    {
        bool number = double.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return number && double.IsFinite(value) ? value : null;
    }

    private static long? Number(JsonNode? node) => Seconds(node) is { } value && Math.Abs(value) < long.MaxValue ? (long)value : null;

    private static double? Ratio(JsonNode stream, string name, char between)
    {
        string[] parts = Text(stream, name).Split(between);
        return parts.Length == 2 && Seconds(parts[0]) is { } above && Seconds(parts[1]) is { } below && above > 0 && below > 0 ? above / below : null;
    }
}
