namespace MultiEmo.Audio.Functionals.Segments;

/// <summary>What is told about a contour's segments.</summary>
internal enum SegmentMeasure
{
    /// <summary>Segments per second.</summary>
    Rate,

    /// <summary>Mean length in seconds.</summary>
    MeanLength,

    /// <summary>Greatest length in seconds.</summary>
    GreatestLength,

    /// <summary>Least length in seconds.</summary>
    LeastLength,

    /// <summary>Standard deviation of the lengths in seconds, 0 for a single segment.</summary>
    LengthDeviation,
}
