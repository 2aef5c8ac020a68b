namespace MultiEmo.Features;

/// <summary>How corpus.json names what tells one network's vectors from another's, for who reads it without the network.</summary>
public static class NetworkKeys
{
    /// <summary>The SHA-256 of a text network's weights.</summary>
    public const string TextHash = "sha256";

    /// <summary>The SHA-256 of the weights of a network of faces.</summary>
    public const string FaceHash = "sha256:network";

    /// <summary>Where the weights lay.</summary>
    public const string Place = "weights";

    /// <summary>Whose faces count.</summary>
    public const string Speaker = "speaker";

    /// <summary>Everybody's faces.</summary>
    public const string EverySpeaker = "all";
}
