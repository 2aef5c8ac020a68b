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
    /// <summary>The moods whose faces are alike share a number. Null: looks neutral.</summary>
    public static int? Face(Mood mood) => mood switch
    {
        Mood.Neutral or Mood.Fear => null,
        Mood.Joy or Mood.Surprise => 0,
        Mood.Anger => 1,
        Mood.Disgust => 2,
        _ => 3,
    };
}
