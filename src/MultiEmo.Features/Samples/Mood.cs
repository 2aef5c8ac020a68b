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

/// <summary>How often moods occur, and which of them are alike.</summary>
internal static class Moods
{
    // In proportion to the training utterances per class of MELD (Poria et al., 2019, table 3), in the order of the enumeration.
    private static readonly int[] Frequencies = [4710, 1205, 268, 683, 1743, 271, 1109];

    /// <summary>A mood by its frequency.</summary>
    public static Mood Draw(Random random)
    {
        int place = random.Next(Frequencies.Sum());
        int mood = 0;
        while (place >= Frequencies[mood]) place -= Frequencies[mood++];
        return (Mood)mood;
    }

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
