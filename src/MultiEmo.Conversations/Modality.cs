namespace MultiEmo.Conversations;

/// <summary>The three modalities of an utterance (eq. 1).</summary>
public enum Modality
{
    /// <summary>What was said, u^t.</summary>
    Text,

    /// <summary>How it sounded, u^a.</summary>
    Audio,

    /// <summary>How it looked, u^v.</summary>
    Visual,
}

/// <summary>Names of modalities on disk and on the command line.</summary>
public static class Modalities
{
    /// <summary>All three, in the order of every concatenation (eq. 13).</summary>
    public static IReadOnlyList<Modality> All { get; } = [Modality.Text, Modality.Audio, Modality.Visual];

    /// <summary>text, audio or visual.</summary>
    public static string Name(this Modality modality) => modality switch
    {
        Modality.Text => "text",
        Modality.Audio => "audio",
        _ => "visual",
    };

    /// <summary>The modality of a name; null when unknown.</summary>
    public static Modality? Parse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "text" => Modality.Text,
        "audio" => Modality.Audio,
        "visual" => Modality.Visual,
        _ => null,
    };
}
