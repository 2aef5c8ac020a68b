namespace MultiEmo.Features.Samples;

/// <summary>A mood of the sample corpus; the order is that of its emotion set.</summary>
internal enum Mood
{
    Neutral,
    Surprise,
    Fear,
    Sadness,
    Joy,
    Disgust,
    Anger,
}

/// <summary>Which moods are alike.</summary>
internal static class Moods
{
    /// <summary>The moods whose voices are alike share a number: only the voice parts joy from surprise. Null: sounds neutral.</summary>
    public static int? Voice(Mood mood) => mood switch
    {
        Mood.Neutral or Mood.Sadness => null,
        Mood.Joy => 0,
        Mood.Surprise or Mood.Fear => 1,
        _ => 2,
    };

    /// <summary>The moods whose faces are alike share a number: only the face parts anger from disgust. Null: looks neutral.</summary>
    public static int? Face(Mood mood) => mood switch
    {
        Mood.Neutral or Mood.Fear => null,
        Mood.Joy or Mood.Surprise => 0,
        Mood.Anger => 1,
        Mood.Disgust => 2,
        _ => 3,
    };
}
