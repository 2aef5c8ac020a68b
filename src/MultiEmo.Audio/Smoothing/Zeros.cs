namespace MultiEmo.Audio.Smoothing;

/// <summary>What a value of exactly 0 means in a contour.</summary>
internal enum Zeros
{
    /// <summary>A value like any other.</summary>
    AreValues,

    /// <summary>No value: F0 and what depends on it where there is no voice.</summary>
    AreGaps,
}
