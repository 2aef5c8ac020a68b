namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Whose face is used where a clip shows several.</summary>
public enum SpeakerChoice
{
    /// <summary>Everybody's, as the paper does.</summary>
    All,

    /// <summary>That of whose mouth moves with the voice (<see cref="ActiveSpeaker"/>).</summary>
    Active,
}

/// <summary>How the choices are called.</summary>
public static class SpeakerChoices
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names => [.. Enum.GetValues<SpeakerChoice>().Select(Name)];

    /// <summary>A choice's name.</summary>
    public static string Name(this SpeakerChoice choice) => choice.ToString().ToLowerInvariant();

    /// <summary>The choice of a name; null: there is none.</summary>
    public static SpeakerChoice? Find(string name) =>
        Enum.GetValues<SpeakerChoice>().Where(choice => choice.Name() == name).Select(choice => (SpeakerChoice?)choice).FirstOrDefault();
}
