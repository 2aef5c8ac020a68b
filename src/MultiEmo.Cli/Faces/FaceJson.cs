using System.Text.Json.Nodes;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Cli.Faces;

/// <summary>The file that <c>extract faces</c> writes (<c>docs/video.md</c>).</summary>
internal static class FaceJson
{
    /// <summary>All of it.</summary>
    /// <param name="path">The picture or video.</param>
    /// <param name="media">The same, opened.</param>
    /// <param name="search">What was found.</param>
    /// <param name="network">The network of the vector; null: none was wanted.</param>
    public static JsonObject Of(string path, SeenMedia media, FaceSearch search, string? network)
    {
        var counting = (search.Chosen?.Frames ?? []).ToDictionary(frame => frame.Time, frame => frame.Faces);
        var json = new JsonObject
        {
            ["file"] = path,
            ["width"] = media.Width,
            ["height"] = media.Height,
            ["duration"] = media.Duration,
            ["frame_count"] = media.Frames,
            ["fault"] = media.Fault,
            ["speaker"] = search.Choice.Name(),
            ["speaker_note"] = search.Chosen?.Note,
            ["frames"] = new JsonArray([.. search.Seen.Select(frame => Frame(frame, counting.GetValueOrDefault(frame.Time, [])))]),
        };
        if (network is null) return json;
        json["network"] = network;
        json["vector"] = search.Vector is { } vector ? Numbers(vector) : null;
        return json;
    }

    private static JsonObject Frame(TimedFaces frame, IReadOnlyList<Face> counting) => new()
    {
        ["time"] = frame.Time,
        ["faces"] = new JsonArray([.. frame.Faces.Select(face => Face(face, counting.Contains(face)))]),
    };

    private static JsonObject Face(Face face, bool counts) => new()
    {
        ["box"] = Numbers([face.Box.Left, face.Box.Top, face.Box.Right, face.Box.Bottom]),
        ["probability"] = face.Probability,
        ["landmarks"] = new JsonArray([.. face.Landmarks.Select(point => Numbers([point.X, point.Y]))]),
        ["counts"] = counts,
    };

    private static JsonArray Numbers(IEnumerable<float> numbers) => new([.. numbers.Select(number => JsonValue.Create(number))]);
}
