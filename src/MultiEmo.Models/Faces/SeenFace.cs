using System.Text;
using System.Text.Json.Serialization;

namespace MultiEmo.Models.Faces;

/// <summary>A face that a vector was made of, small, for people to look at.</summary>
/// <param name="Time">When it was seen, in seconds of the video.</param>
/// <param name="Box">Where it is in the frame.</param>
/// <param name="Pixels">Red, green and blue of each pixel, row after row: 56 x 56 x 3.</param>
public sealed record SeenFace(double Time, FaceBox Box, [property: JsonIgnore] byte[] Pixels)
{
    /// <summary>Rows and columns.</summary>
    public const int Side = FaceCrop.Side / Shrink;

    private const int Shrink = 4, Channels = 3, Size = Side * Side * Channels;

    /// <summary>A smaller picture of a crop: the mean of 4 x 4 pixels.</summary>
    /// <param name="time">When it was seen.</param>
    /// <param name="box">Where.</param>
    /// <param name="crop">The face.</param>
    internal static SeenFace Of(double time, FaceBox box, FaceCrop crop)
    {
        var sums = new int[Size];
        for (int y = 0; y < FaceCrop.Side; y++)
            for (int x = 0; x < FaceCrop.Side; x++)
                for (int colour = 0; colour < Channels; colour++)
                    sums[(((y / Shrink * Side) + (x / Shrink)) * Channels) + colour] += crop.Pixels[(((y * FaceCrop.Side) + x) * Channels) + colour];
        return new SeenFace(time, box, [.. sums.Select(sum => (byte)(sum / (Shrink * Shrink)))]);
    }

    /// <summary>Some faces as bytes.</summary>
    internal static byte[] Write(IReadOnlyList<SeenFace> faces)
    {
        if (faces.Count == 0) return [];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var face in faces)
        {
            writer.Write(face.Time);
            foreach (float edge in (float[])[face.Box.Left, face.Box.Top, face.Box.Right, face.Box.Bottom]) writer.Write(edge);
            writer.Write(face.Pixels);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The faces that were written so.</summary>
    public static IReadOnlyList<SeenFace> Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var faces = new List<SeenFace>();
        while (reader.BaseStream.Position < bytes.Length)
        {
            double time = reader.ReadDouble();
            var box = new FaceBox(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
            faces.Add(new SeenFace(time, box, reader.ReadBytes(Size)));
        }
        return faces;
    }
}
