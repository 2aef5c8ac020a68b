namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Where eyes and mouth of a face are: the middle between the eyes and the middle between the mouth's corners.</summary>
/// <param name="Eyes">The former.</param>
/// <param name="Mouth">The latter.</param>
internal readonly record struct FacePose(FacePoint Eyes, FacePoint Mouth)
{
    /// <summary>Of a face as the detector tells it, or one that is larger by a factor.</summary>
    public static FacePose Of(Face face) => new(Middle(face.Landmarks[0], face.Landmarks[1]), Middle(face.Landmarks[3], face.Landmarks[4]));

    /// <summary>A pose between two.</summary>
    /// <param name="other">The other.</param>
    /// <param name="share">How much of the other, 0 to 1.</param>
    public FacePose Towards(FacePose other, float share) => new(Towards(Eyes, other.Eyes, share), Towards(Mouth, other.Mouth, share));

    /// <summary>The pose with another, weighted, added: points as vectors.</summary>
    public FacePose Plus(FacePose other, float weight) => new(Plus(Eyes, other.Eyes, weight), Plus(Mouth, other.Mouth, weight));

    private static FacePoint Plus(FacePoint a, FacePoint b, float weight) => new(a.X + b.X * weight, a.Y + b.Y * weight);

    private static FacePoint Middle(FacePoint a, FacePoint b) => Towards(a, b, 0.5f);

    private static FacePoint Towards(FacePoint a, FacePoint b, float share) => new(a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);
}
