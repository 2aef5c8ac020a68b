namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Whose face is used where a clip shows several.</summary>
public enum SpeakerChoice
{
    /// <summary>Everybody's, as the paper does.</summary>
    All,

    /// <summary>That of whose mouth moves with the voice (<see cref="ActiveSpeaker"/>).</summary>
    Active,
}
